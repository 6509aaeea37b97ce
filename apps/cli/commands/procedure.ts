import { text } from '../../../kernel/platform/text.ts'
import { drawChart, drawnOnly, reviewChart } from '../../../kernel/procedure/index.ts'
import { command } from '../command.ts'
import { readXmlFile } from '../xml-file.ts'

export default command({
  name: 'procedure',
  summary: text('检查流程图能否运行、是否健全；画成 SVG', 'check whether a chart runs and is sound; draw it as SVG'),
  usage:
    'gnomon procedure check FILE.bpmn|- [--process ID] [--json]\ngnomon procedure draw FILE.bpmn|- [--process ID] > FILE.svg',
  async run(args, io) {
    const at = args.indexOf('--process')
    const own = at < 0 ? undefined : args[at + 1]
    const [verb, file, more] = args.filter((a, i) => !a.startsWith('--') && (at < 0 || i !== at + 1))
    const flags = args.filter((a) => a === '--json')
    const t = (zh: string, en: string) => (io.lang === 'zh' ? zh : en)
    if (!file || more !== undefined || (verb !== 'check' && verb !== 'draw')) {
      io.err(this.usage)
      return 2
    }
    const read = await readXmlFile(file)
    if ('refused' in read) {
      io.err(read.refused[io.lang])
      return 2
    }
    const { xml } = read
    const review = await reviewChart(xml, own)
    const drawn = review.definitions ? drawnOnly(review.definitions) : []
    const unreadable = review.problems.some((p) =>
      ['NOT_XML', 'NOT_BPMN', 'ENTITY', 'TOO_LARGE', 'NO_PROCESS'].includes(p.code),
    )
    if (verb === 'draw') {
      if (unreadable) {
        for (const p of review.problems) io.err(p.message[io.lang])
        return 2
      }
      io.out(await drawChart(xml, { lang: io.lang, problems: review.problems }))
      return review.sound ? 0 : 1
    }
    if (flags.includes('--json')) {
      io.out(
        JSON.stringify({
          sound: review.sound,
          digest: review.digest,
          states: review.soundness?.states ?? null,
          steps: Object.keys(review.procedure.steps),
          problems: review.problems,
          drawnOnly: drawn,
        }),
      )
    } else if (review.sound) {
      io.out(
        t(
          `健全：总能办完，办完时不留尾巴，每一步都可能走到。（${review.soundness!.states} 个状态）`,
          `Sound: it can always finish, finishes properly, and every step can happen. (${review.soundness!.states} states)`,
        ),
      )
      io.out(`SHA-256 ${review.digest}`)
    } else {
      io.out(t('不能发布：', 'It cannot be published:'))
      for (const p of review.problems) io.out(`  ${p.code}${p.element ? ` ${p.element}` : ''}  ${p.message[io.lang]}`)
    }
    if (drawn.length > 0 && !flags.includes('--json'))
      io.out(
        t(
          `只供阅读、不会运行：${drawn.map((d) => `${d.said.zh} ${d.count}`).join('、')}。`,
          `For reading only, does not run: ${drawn.map((d) => `${d.count} ${d.said.en}`).join(', ')}.`,
        ),
      )
    return review.sound ? 0 : unreadable ? 2 : 1
  },
})
