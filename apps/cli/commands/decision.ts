import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { dayOf } from '../../../kernel/calendar/index.ts'
import {
  checkBands,
  checkTables,
  DecisionError,
  evaluate,
  explain,
  readModelFile,
  testPaths,
  toJson,
} from '../../../kernel/decision/index.ts'
import { exactJson } from '../../../kernel/platform/exact.rules.ts'
import { text } from '../../../kernel/platform/text.ts'
import { command, type Io } from '../command.ts'
import { standardInput } from '../xml-file.ts'

const USAGE = `gnomon decision test MODEL.dmn TESTS.xml | FOLDER… [--json]
       gnomon decision run MODEL.dmn --decision NAME [--input data.json|-] [--explain] [--json]
       gnomon decision check MODEL.dmn [--json]
       gnomon decision bands MODEL.dmn [--decision 罚款] [--severity 违法程度] [--low 下限] [--high 上限] [--law item.json | --range LOW..HIGH] [--on DATE] [--json]`

/** The law of an item of power, as `own.statute` of its file gives it. */
const itemFile = z.object({
  own: z.object({
    decision: z.string().optional(),
    statute: z.array(
      z.object({
        from: z.iso.date(),
        to: z.iso.date().optional(),
        low: z.string(),
        high: z.string(),
        confirmed: z.boolean().default(true),
      }),
    ),
  }),
})

export default command({
  name: 'decision',
  summary: text('测试、计算和检查决策表（DMN）', 'test, run and check decision models (DMN)'),
  usage: USAGE,
  async run(args, io) {
    const [what, ...rest] = args
    try {
      if (what === 'test') return test(rest, io)
      if (what === 'run') return await run(rest, io)
      if (what === 'check') return check(rest, io)
      if (what === 'bands') return bands(rest, io)
    } catch (error) {
      if (!(error instanceof DecisionError)) throw error
      io.err(`${error.code}  ${error.text[io.lang]}`)
      return 2
    }
    io.err(USAGE)
    return 2
  },
})

function misuse(io: Io): number {
  io.err(USAGE)
  return 2
}

const flags = (
  args: string[],
  ...valued: string[]
): { value: (name: string) => string | undefined; plain: string[]; has: (name: string) => boolean } => ({
  value: (name) => (args.includes(name) ? args[args.indexOf(name) + 1] : undefined),
  has: (name) => args.includes(name),
  plain: args.filter((a, i) => !a.startsWith('--') && !valued.includes(args[i - 1] ?? '')),
})

function test(args: string[], io: Io): number {
  const { plain, has } = flags(args)
  if (plain.length === 0) return misuse(io)
  const cases = testPaths(plain, { now: new Date() })
  const count = (status: string): number => cases.filter((c) => c.status === status).length
  const summary = { passed: count('passed'), failed: count('failed'), errors: count('error') }
  if (has('--json')) io.out(JSON.stringify({ summary, cases }))
  else {
    for (const c of cases) {
      const mark = {
        passed: io.lang === 'zh' ? '通过' : 'passed',
        failed: io.lang === 'zh' ? '未过' : 'FAILED',
        error: io.lang === 'zh' ? '出错' : 'ERROR',
      }[c.status]
      io.out(`${mark}  ${c.file}  ${c.id} ${c.node}`)
      if (c.status === 'passed') continue
      io.out(
        `      ${io.lang === 'zh' ? '应为' : 'expected'} ${JSON.stringify(c.expected)}  ${io.lang === 'zh' ? '得到' : 'got'} ${JSON.stringify(c.got)}`,
      )
      for (const d of c.diagnostics) io.out(`      ${d.code}  ${d[io.lang]}`)
    }
    io.out(
      io.lang === 'zh'
        ? `通过 ${summary.passed}，未过 ${summary.failed}，出错 ${summary.errors}`
        : `${summary.passed} passed, ${summary.failed} failed, ${summary.errors} errors`,
    )
  }
  return cases.length > 0 && summary.failed + summary.errors === 0 ? 0 : 1
}

async function run(args: string[], io: Io): Promise<number> {
  const { value, has, plain } = flags(args, '--decision', '--input')
  const [file, more] = plain
  if (more !== undefined) return misuse(io)
  const model = file ? readModelFile(file) : undefined
  const name = value('--decision') ?? (model?.decisions().length === 1 ? model.decisions()[0]?.name : undefined)
  if (!model || !name) {
    io.err(USAGE)
    if (model)
      io.err(
        model
          .decisions()
          .map((d) => `  ${d.name}`)
          .join('\n'),
      )
    return 2
  }
  const input = value('--input')
  const outcome = evaluate(model, name, input ? await readInput(input) : {}, {
    now: new Date(),
    explain: has('--explain'),
  })
  const result = toJson(outcome.value)
  if (has('--json')) {
    const explanation = has('--explain')
      ? {
          explanation: explain(outcome),
          trace: JSON.parse(
            JSON.stringify(outcome.trace, (_k, v) =>
              v && typeof v === 'object' && !Array.isArray(v) && v.constructor !== Object ? toJson(v) : v,
            ),
          ),
        }
      : {}
    io.out(JSON.stringify({ decision: name, result, diagnostics: outcome.diagnostics, ...explanation }))
  } else {
    io.out(JSON.stringify(result))
    if (has('--explain')) for (const sentence of explain(outcome)) io.out(sentence[io.lang])
    for (const d of outcome.diagnostics) io.err(`${d.code}${d.at ? `（${d.at}）` : ''}  ${d.message[io.lang]}`)
  }
  return outcome.diagnostics.length ? 1 : 0
}

/** A JSON object; `-` is the standard input. */
async function readInput(path: string): Promise<Record<string, unknown>> {
  try {
    const bytes = path === '-' ? await standardInput() : readFileSync(path)
    const data: unknown = exactJson(bytes.toString('utf8').replace(/^\ufeff/, ''), (numeral) => numeral)
    if (data && typeof data === 'object' && !Array.isArray(data)) return data as Record<string, unknown>
  } catch (error) {
    throw new DecisionError(
      'BAD_INPUT',
      `${path} 不能读作 JSON：${(error as Error).message}`,
      `${path} cannot be read as JSON: ${(error as Error).message}`,
    )
  }
  throw new DecisionError(
    'BAD_INPUT',
    `${path} 应是一个 JSON 对象，以输入的名称为键。`,
    `${path} should be a JSON object with the names of the inputs as keys.`,
  )
}

function check(args: string[], io: Io): number {
  const { has, plain } = flags(args)
  const [file, more] = plain
  if (!file || more !== undefined) return misuse(io)
  const model = readModelFile(file)
  const findings = checkTables(model)
  if (has('--json')) io.out(JSON.stringify({ problems: model.problems, findings }))
  else {
    for (const p of model.problems) io.out(`${p.code}  ${p.element ?? ''}  ${p.message[io.lang]}`)
    for (const f of findings) io.out(`${f.kind}  ${f.decision}  ${f.message[io.lang]}`)
    if (model.problems.length + findings.length === 0)
      io.out(io.lang === 'zh' ? '没有遗漏、重叠或不可达的规则。' : 'No gaps, overlaps or unreachable rules.')
  }
  return model.problems.length + findings.length ? 1 : 0
}

/** Findings are a no (1), as with `check`. */
function bands(args: string[], io: Io): number {
  const { value, has, plain } = flags(args, ...BAND_VALUES)
  const [file, more] = plain
  const on = value('--on') ?? dayOf(new Date())
  if (!file || more !== undefined || (has('--law') && has('--range')) || !z.iso.date().safeParse(on).success)
    return misuse(io)
  const law = value('--law') !== undefined ? statuteIn(value('--law')!, on) : undefined
  const range = value('--range') === undefined ? undefined : /^(.+?)\.\.(.+)$/.exec(value('--range')!)
  if (range === null) return misuse(io)
  const report = checkBands(readModelFile(file), {
    decision: value('--decision') ?? law?.decision,
    severity: value('--severity'),
    low: value('--low'),
    high: value('--high'),
    law: range ? { low: range[1]!, high: range[2]! } : law,
    now: new Date(`${on}T12:00:00+08:00`),
  })
  if (has('--json')) io.out(JSON.stringify(report))
  else {
    for (const f of report.findings) io.out(`${f.kind}  ${f.decision}  ${f.message[io.lang]}`)
    const t = (zh: string, en: string) => (io.lang === 'zh' ? zh : en)
    if (report.findings.length === 0) io.out(t('各档幅度没有查出问题。', 'Nothing was found against the bands.'))
    io.out(t(`算了 ${report.cases} 种情形。`, `${report.cases} cases were computed.`))
    if (report.cases < report.of)
      io.out(
        t(
          `共有 ${report.of} 种，只均匀抽算了一部分，没有查空档。`,
          `There are ${report.of}; they were sampled evenly, and gaps were not looked for.`,
        ),
      )
    if (!range && !law) io.out(t('没有给法定幅度，没有核对。', 'No statutory range was given, so none was compared.'))
    if (law && !law.confirmed) io.out(t('这一版法定幅度尚未核实。', 'This version of the statute is not confirmed.'))
  }
  return report.findings.length > 0 ? 1 : 0
}
const BAND_VALUES = ['--decision', '--severity', '--low', '--high', '--law', '--range', '--on']

/** The version of the statute in force on a day. @throws DecisionError BAD_LAW */
function statuteIn(path: string, on: string) {
  let found: z.output<typeof itemFile>['own']
  try {
    found = itemFile.parse(JSON.parse(readFileSync(path, 'utf8'))).own
  } catch {
    throw new DecisionError(
      'BAD_LAW',
      `${path} 里没有 own.statute（法定幅度）。`,
      `${path} has no own.statute, the statute’s range.`,
    )
  }
  const version = found.statute.find((v) => v.from <= on && (v.to === undefined || on <= v.to))
  if (version) return { ...version, decision: found.decision }
  throw new DecisionError('BAD_LAW', `${on} 没有有效的规定。`, `On ${on} there was no rule in force.`)
}
