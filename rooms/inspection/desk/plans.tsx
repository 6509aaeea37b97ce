import {
  action,
  type FormValues,
  type PageContext,
  type PersonActor,
  page,
  postOf,
  text,
} from '../../../kernel/platform/index.ts'
import {
  DeskPage,
  Empty,
  type FormField,
  fieldsOf,
  Light,
  readFields,
  StepForm,
  sayTime,
} from '../../../web/ui/index.ts'
import {
  closePools,
  decidePlan,
  declareInterest,
  getList,
  openTask,
  plans,
  proposePlan,
  revealTask,
  tasks,
} from '../contract.ts'
import { desk, drawPath, plansPath } from '../paths.ts'
import { seesDesk } from '../policy.ts'
import { titleOf } from '../words.ts'

const title = text('抽查计划和抽取', 'Plans and draws')
const deciding = fieldsOf(decidePlan, {
  outcome: {
    label: text('审批', 'Decision'),
    options: { approve: text('批准', 'Approve'), return: text('退回', 'Return') },
  },
  opinion: { label: text('意见', 'Opinion'), kind: 'lines' },
})
const closing = fieldsOf(closePools, {
  words: {
    label: text('加进几个字', 'Add some words'),
    hint: text(
      '随便写：日期、天气、骰子的点数。谁也不能事先知道。',
      'Anything: the day, the weather, a throw of dice; nobody can know it before.',
    ),
  },
  checkpoint: {
    label: text('再混入公开账本的下一个根', 'Also mix in the next root of the public ledger'),
    required: false,
  },
})
const stepping = fieldsOf(declareInterest, {
  uscc: {
    label: text('哪一家（信用代码；整个任务都回避的不填）', 'Whom (credit code; empty for the whole task)'),
    required: false,
  },
  reason: { label: text('理由（不公开）', 'Why (not public)'), kind: 'lines' },
})
const proposing = (options: { value: string; text: { zh: string; en: string } }[]): FormField[] => [
  { name: 'year', kind: 'number', label: text('年度', 'Year') },
  { name: 'title', kind: 'text', label: text('计划名称', 'Title'), most: 200 },
  {
    name: 'items',
    kind: 'choices',
    label: text('检查事项（选几项就是一次综合检查）', 'Items (several make one joint visit)'),
    options,
  },
  { name: 'month', kind: 'number', label: text('月份', 'Month') },
  { name: 'count', kind: 'number', label: text('抽几家', 'How many subjects') },
]
const id = (f: FormValues) => ({ id: String(f.id ?? '') })
const done = (_: unknown, p: PageContext) => `${p.url.pathname}?done=1`

/** A task: what is done next with it, by whom. */
async function Task({
  p,
  task,
  here,
}: {
  p: PageContext
  task: Awaited<ReturnType<typeof tasksOf>>[number]
  here: boolean
}) {
  const { t } = p
  const hidden = <input type="hidden" name="id" value={task.id} />
  const head = postOf(p.actor, 'approver') !== undefined
  const officer = postOf(p.actor, 'enforcement-officer') !== undefined
  const mine = (name: string) => p.form?.action === name && p.form.values.id === task.id
  const form = (name: string, button: string, fields: FormField[], tells?: string) => (
    <details class="more" open={mine(name)}>
      <summary>{button}</summary>
      <StepForm
        p={mine(name) ? p : { ...p, form: undefined as never }}
        name={name}
        button={button}
        fields={fields}
        tells={tells}
      >
        {hidden}
      </StepForm>
    </details>
  )
  return (
    <li>
      <p>
        <a href={drawPath(task.draw)}>{t('抽取记录', 'The draw')}</a> ·{' '}
        {task.drawnAt ? (
          <Light colour="green">
            {t(`${sayTime(task.drawnAt, 'zh')} 已抽取`, `drawn ${sayTime(task.drawnAt, 'en')}`)}
          </Light>
        ) : (
          <Light colour="yellow">
            {task.closedAt
              ? t('已封池，待抽取', 'closed, to be drawn')
              : t('已承诺种子，待封池', 'committed, to be closed')}
          </Light>
        )}
      </p>
      {task.numbers.length > 0 && (
        <p class="small">
          {task.numbers.map((n) => (
            <>
              <a href={`${desk}/${n}`}>{n}</a>{' '}
            </>
          ))}
        </p>
      )}
      {!here && !task.drawnAt && <a href={`${plansPath}?at=${task.id}`}>{t('办理', 'Go on')}</a>}
      {here && !task.closedAt && officer && form('recuse', t('我要回避', 'I must step back'), stepping)}
      {here &&
        !task.closedAt &&
        head &&
        form(
          'close',
          t('封定名单', 'Close the pools'),
          closing,
          t(
            '封定以后，谁在名单里、谁排除、抽几个，都不能再改。',
            'From then on nothing can change: who is in, who is excluded, how many.',
          ),
        )}
      {here && task.closedAt && !task.drawnAt && form('reveal', t('公开种子并抽取', 'Open the seed and draw'), [])}
    </li>
  )
}
const tasksOf = async (p: PageContext, unit: string) => (await p.call(tasks, { unit })).rows

export default page({
  path: plansPath,
  shell: 'desk',
  allow: seesDesk,
  actions: {
    propose: action({
      operation: proposePlan,
      input: (f: FormValues) => {
        const { year, title, items, month, count } = readFields(proposing([]), f)
        return { year, title, lines: [{ items, month, count }] } as never
      },
      next: done,
    }),
    decide: action({
      operation: decidePlan,
      input: (f: FormValues) => ({ ...readFields(deciding, f), ...id(f) }) as never,
      next: done,
    }),
    open: action({ operation: openTask, input: (f: FormValues) => ({ ...id(f), line: f.line }) as never, next: done }),
    recuse: action({
      operation: declareInterest,
      input: (f: FormValues) => ({ ...readFields(stepping, f), ...id(f) }) as never,
      next: done,
    }),
    close: action({
      operation: closePools,
      input: (f: FormValues) => ({ ...readFields(closing, f), ...id(f) }) as never,
      next: done,
    }),
    reveal: action({ operation: revealTask, input: id as never, next: done }),
  },
  async render(p) {
    const { t, lang } = p
    const unit = (p.actor as PersonActor).post!.unitCode
    const list = await p.call(plans, { unit })
    const carried = await tasksOf(p, unit)
    const content = (await p.call(getList, {}))?.content
    const planner = postOf(p.actor, 'drafter', 'enforcement-officer') !== undefined
    const head = postOf(p.actor, 'approver') !== undefined
    const options = (content?.items ?? [])
      .filter((i) => i.unit.slice(0, 6) === unit.slice(0, 6))
      .map((i) => ({ value: i.code, text: i.title }))
    // One form of a kind on the page: of what was refused, what the address names, or the first that waits.
    const waiting = [...list.filter((x) => x.state === 'proposed' && !x.mine), ...carried.filter((k) => !k.drawnAt)]
    const at = String(p.form?.values.id ?? p.query.at ?? waiting[0]?.id ?? '')
    const stateWords = {
      proposed: t('待审批', 'to be decided'),
      approved: t('已批准', 'approved'),
      returned: t('已退回', 'returned'),
    }
    const shown = await Promise.all(
      list.map(async (plan) => ({
        plan,
        lines: await Promise.all(
          plan.lines.map(async (line) => {
            const task = carried.find((k) => k.id === line.task)
            return { line, task: task && (await Task({ p, task, here: at === task.id })) }
          }),
        ),
      })),
    )
    return {
      title,
      body: (
        <DeskPage
          p={p}
          title={t(title)}
          back={{ href: desk, text: t('行政检查', 'Inspections') }}
          said={[[p.query.done, text('已办理。', 'Done.')]]}
          labels={Object.fromEntries(
            [...proposing([]), ...deciding, ...closing, ...stepping].map((f) => [f.name, t(f.label)]),
          )}
        >
          {shown.length === 0 && <Empty>{t('还没有计划。', 'No plan yet.')}</Empty>}
          {shown.map(({ plan, lines }) => (
            <section>
              <h2>
                {plan.title} <span class="badge">{stateWords[plan.state]}</span>
              </h2>
              {plan.opinion && <p class="small">{plan.opinion}</p>}
              <ol>
                {lines.map(({ line, task }, n) => (
                  <li>
                    {t(`${line.month} 月`, `month ${line.month}`)} ·{' '}
                    {line.items.map((i) => titleOf(content, i, lang)).join(t('、', ', '))} ·{' '}
                    {t(`抽 ${line.count} 家`, `${line.count} subjects`)}
                    {task && <ul class="plain">{task}</ul>}
                    {!task && plan.state === 'approved' && planner && (
                      <StepForm
                        p={p}
                        name="open"
                        button={t('开出任务，承诺种子', 'Open the task, commit to a seed')}
                        fields={[]}
                      >
                        <input type="hidden" name="id" value={plan.id} />
                        <input type="hidden" name="line" value={n} />
                      </StepForm>
                    )}
                  </li>
                ))}
              </ol>
              {plan.state === 'proposed' && head && !plan.mine && at !== plan.id && (
                <a href={`${plansPath}?at=${plan.id}`}>{t('审批', 'Decide')}</a>
              )}
              {plan.state === 'proposed' && head && !plan.mine && at === plan.id && (
                <StepForm p={p} name="decide" button={t('审批计划', 'Decide')} fields={deciding}>
                  <input type="hidden" name="id" value={plan.id} />
                </StepForm>
              )}
            </section>
          ))}
          {planner && (
            <details class="more" open={p.form?.action === 'propose'}>
              <summary>{t('拟定计划', 'Propose a plan')}</summary>
              <StepForm p={p} name="propose" button={t('报审', 'Propose')} fields={proposing(options)} />
            </details>
          )}
        </DeskPage>
      ),
    }
  },
})
