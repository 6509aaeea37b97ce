import { useEffect, useState } from 'preact/hooks'
import { chartElement } from '../../../kernel/procedure/vocabulary.ts'
import type { Edit, Shape } from './edit.ts'

export type Problem = {
  code: string
  element?: string
  name?: string
  message: { zh: string; en: string }
  trace?: string[]
  path?: string[]
}
export type Choices = Record<'posts' | 'performers' | 'acts', { value: string; zh: string; en: string }[]>

type Props = { edit: Edit; choices: Choices; lang: 'zh' | 'en'; problems: Problem[] }

/** What one step says of itself, as fields; and every way to draw without a mouse: choose, append, connect, delete. */
export function Panel({ edit, choices, lang, problems }: Props) {
  const t = (zh: string, en: string) => (lang === 'zh' ? zh : en)
  const [, redraw] = useState(0)
  useEffect(() => edit.onChange(() => redraw((n) => n + 1)), [edit])
  const element = edit.selected()
  const choose = (
    <div class="field">
      <label for="m-element">{t('图上的元素', 'Element on the chart')}</label>
      <select id="m-element" value={element?.id ?? ''} onChange={(e) => edit.select(e.currentTarget.value)}>
        <option value="">{t('（点图上的元素，或在这里选）', '(click one on the chart, or choose here)')}</option>
        {edit.all().map((x) => (
          <option key={x.id} value={x.id}>
            {edit.title(x)}
          </option>
        ))}
      </select>
    </div>
  )
  const whole = edit.process()
  if (!element)
    return (
      <>
        {choose}
        {whole && (
          <Line
            key={whole.id}
            id="correlation"
            label={t(
              '办件之间的消息按表单的哪一项认（没有消息不用填）',
              'Field of the form by which messages find the case (empty without messages)',
            )}
            {...edit.own(whole, 'correlation')}
          />
        )}
      </>
    )
  const own = problems.filter((p) => p.element && chartElement(p.element) === element.id)
  const kind = edit.kind(element)
  return (
    <>
      {choose}
      {own.map((p) => (
        <p class="proof-bad" key={p.code}>
          ■ {p.message[lang]}
        </p>
      ))}
      <div key={element.id}>
        {kind === 'task' && (
          <Choose
            id="type"
            label={t('谁来办这一步', 'What performs the step')}
            value={edit.type(element)}
            options={[
              { value: 'bpmn:UserTask', label: t('人在网上办（人工任务）', 'a person, online (user task)') },
              { value: 'bpmn:ManualTask', label: t('人在线下办（线下任务）', 'a person, offline (manual task)') },
              { value: 'bpmn:ReceiveTask', label: t('等对方答复（接收任务）', 'awaits an answer (receive task)') },
              { value: 'bpmn:SendTask', label: t('发出通知（发送任务）', 'sends a notice (send task)') },
              { value: 'bpmn:ServiceTask', label: t('系统自动（系统任务）', 'the system (service task)') },
              {
                value: 'bpmn:BusinessRuleTask',
                label: t('按裁量表算（裁量任务）', 'a decision table (business rule)'),
              },
              { value: 'bpmn:Task', label: t('没有说明（任务）', 'not stated (task)') },
            ]}
            onChange={(v) => edit.become(element, v)}
          />
        )}
        <Line
          id="name"
          label={t('名称', 'Name')}
          value={edit.get(element, 'name')}
          onChange={(v) => edit.name(element, v)}
        />
        <Line id="nameEn" label={t('英文名称', 'Name in English')} {...edit.own(element, 'nameEn')} />
        {(kind === 'task' || kind === 'catch') && (
          <>
            <Choose
              id="by"
              label={t('由哪个单位办', 'Which unit does it')}
              {...edit.own(element, 'by')}
              options={[
                { value: '', label: t('（按行为的惯例，多为主办单位）', '(as the act has it: mostly the lead)') },
                ...choices.performers.map((u) => ({ value: u.value, label: u[lang] })),
              ]}
            />
            <Choose
              id="post"
              label={t('岗位', 'Post')}
              {...edit.own(element, 'post')}
              options={[
                { value: '', label: t('（按行为的惯例）', '(as the act has it)') },
                ...choices.posts.map((o) => ({ value: o.value, label: o[lang] })),
              ]}
            />
            <Line
              id="posts"
              label={t(
                '几个岗位一起办（多实例；用空格隔开）',
                'Several posts together (multi-instance; separated by spaces)',
              )}
              {...edit.own(element, 'posts')}
            />
            <Line id="limit" type="number" label={t('期限', 'Limit')} {...edit.own(element, 'limit')} />
            <Choose
              id="limitUnit"
              label={t('期限单位', 'Unit of the limit')}
              {...edit.own(element, 'limitUnit')}
              options={[
                { value: '', label: t('（没有期限）', '(no limit)') },
                { value: 'working-day', label: t('工作日', 'working days') },
                { value: 'calendar-day', label: t('自然日', 'calendar days') },
              ]}
            />
            <Line id="basis" label={t('依据（法、条）', 'Basis (law, article)')} {...edit.own(element, 'basis')} />
            <Choose
              id="act"
              label={t('行政行为', 'Act')}
              {...edit.own(element, 'act')}
              options={[
                { value: '', label: t('（没有写）', '(none)') },
                ...choices.acts.map((o) => ({ value: o.value, label: o[lang] })),
              ]}
            />
          </>
        )}
        {edit.type(element) === 'bpmn:BusinessRuleTask' && (
          <Line
            id="decision"
            label={t('裁量基准（编号/决策名）', 'Discretion standard (standard/decision)')}
            {...edit.own(element, 'decision')}
          />
        )}
        {edit.takesMessage(element) && (
          <Line
            id="message"
            label={t('等哪个消息', 'Message')}
            value={edit.message(element)}
            onChange={(v) => edit.setMessage(element, v)}
          />
        )}
        {edit.takesTimer(element) && (
          <Line
            id="timer"
            label={t('等多久（如 P5D 是五天）', 'How long (P5D is five days)')}
            value={edit.timer(element)}
            onChange={(v) => edit.setTimer(element, v)}
          />
        )}
        {edit.isBranch(element) && (
          <>
            <Line
              id="condition"
              label={t('走这条的条件（FEEL）', 'Condition to go this way (FEEL)')}
              value={edit.condition(element)}
              onChange={(v) => edit.setCondition(element, v)}
            />
            <label class="choice">
              <input
                type="checkbox"
                checked={edit.isDefault(element)}
                onChange={(e) => edit.setDefault(element, e.currentTarget.checked)}
              />
              {t('别的都不走时走这条', 'Taken when no other is')}
            </label>
          </>
        )}
      </div>
      <Draw edit={edit} element={element} t={t} />
    </>
  )
}

function Draw({ edit, element, t }: { edit: Edit; element: Shape; t: (zh: string, en: string) => string }) {
  const append = (type: string, zh: string, en: string) => (
    <button type="button" class="button secondary small" onClick={() => edit.append(element, type)}>
      {t(zh, en)}
    </button>
  )
  return (
    <fieldset class="modeler-draw">
      <legend>{t('接着画', 'Draw on')}</legend>
      {edit.mayAppend(element) && (
        <>
          <p>
            {append('bpmn:UserTask', '＋ 任务', '+ task')} {append('bpmn:ExclusiveGateway', '＋ 选择', '+ choice')}{' '}
            {append('bpmn:ParallelGateway', '＋ 并行', '+ parallel')} {append('bpmn:EndEvent', '＋ 结束', '+ end')}
          </p>
          <div class="field">
            <label for="m-connect">{t('连到', 'Connect to')}</label>
            <select
              id="m-connect"
              value=""
              onChange={(e) => e.currentTarget.value && edit.connect(element, e.currentTarget.value)}
            >
              <option value="">{t('（选一个元素）', '(choose an element)')}</option>
              {edit
                .all()
                .filter((x) => edit.kind(x) !== 'flow' && x !== element)
                .map((x) => (
                  <option key={x.id} value={x.id}>
                    {edit.title(x)}
                  </option>
                ))}
            </select>
          </div>
        </>
      )}
      <button type="button" class="button danger small" onClick={() => edit.remove(element)}>
        {t('删除', 'Delete')}
      </button>
    </fieldset>
  )
}

type LineProps = {
  id: string
  label: string
  value: string
  type?: 'text' | 'number'
  onChange(value: string): void
}
function Line({ id, label, value, type = 'text', onChange }: LineProps) {
  return (
    <div class="field">
      <label for={`m-${id}`}>{label}</label>
      <input
        id={`m-${id}`}
        type={type}
        list={undefined}
        value={value}
        onChange={(e) => onChange(e.currentTarget.value.trim())}
      />
    </div>
  )
}

type ChooseProps = {
  id: string
  label: string
  value: string
  options: { value: string; label: string }[]
  onChange(value: string): void
}
function Choose({ id, label, value, options, onChange }: ChooseProps) {
  const known = options.some((o) => o.value === value)
  return (
    <div class="field">
      <label for={`m-${id}`}>{label}</label>
      <select id={`m-${id}`} value={value} onChange={(e) => onChange(e.currentTarget.value)}>
        {!known && <option value={value}>{value}</option>}
        {options.map((o) => (
          <option key={o.value} value={o.value}>
            {o.label}
          </option>
        ))}
      </select>
    </div>
  )
}
