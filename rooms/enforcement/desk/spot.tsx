import { dayOf } from '../../../kernel/calendar/index.ts'
import { type ItemVersion, listPublished, publishedItem } from '../../../kernel/catalog/index.ts'
import { cardsOfUnitAt } from '../../../kernel/identity/index.ts'
import {
  action,
  type FormValues,
  holdsPost,
  type PageContext,
  type PersonActor,
  page,
  text,
} from '../../../kernel/platform/index.ts'
import { Act, Button, DeskPage, type FormField, OfflineNote, readFields, StepFields } from '../../../web/ui/index.ts'
import { spot } from '../contract.ts'
import { ownOf } from '../item.rules.ts'
import * as paths from '../paths.ts'
import { OFFICER } from '../who.rules.ts'
import { Answer, ask, bare, FactsForm, factsFrom } from './computing.tsx'

const one = (v: unknown): string => (typeof v === 'string' ? v.trim() : '')
const line = (name: string, zh: string, en: string, more: Partial<FormField> = {}): FormField =>
  ({ name, kind: 'text', label: text(zh, en), ...more }) as FormField
const choices = (
  name: string,
  zh: string,
  en: string,
  options: [string, string, string][],
  more: Partial<FormField> = {},
): FormField =>
  ({
    name,
    kind: 'choice',
    label: text(zh, en),
    decides: true,
    options: options.map(([value, z, e]) => ({ value, text: text(z, e) })),
    ...more,
  }) as FormField

const who: FormField[] = [
  choices('kindOf', '当事人是', 'The party is', [
    ['person', '个人', 'a person'],
    ['organisation', '单位', 'an organisation'],
  ]),
  line('name', '姓名或名称', 'Name'),
  line('address', '地址', 'Address'),
  line('phone', '电话', 'Telephone', { required: false }),
  line('place', '违法地点', 'Place'),
]
/** What the standard is asked with, before all else. */
const first: FormField[] = [
  line('code', '身份证号或统一社会信用代码', 'Identity number or credit code', {
    hint: text('用来查是不是初次违法', 'By it the first offence is looked up'),
  }),
  { name: 'actOn', kind: 'day', label: text('违法日期', 'Day of the act') },
]
const decision = (officers: { value: string; text: { zh: string; en: string } }[]): FormField[] => [
  choices('kind', '决定', 'Decision', [
    ['warning', '警告', 'Warning'],
    ['fine', '罚款', 'Fine'],
  ]),
  { name: 'fine', kind: 'money', label: text('罚款', 'Fine'), required: false },
  {
    name: 'second',
    kind: 'choice',
    label: text('另一名执法人员', 'The other officer'),
    options: officers,
    decides: true,
  },
  choices('signed', '当事人', 'The party', [
    ['signed', '签收', 'signs'],
    ['refused', '拒绝签收', 'refuses to sign'],
  ]),
  { name: 'statement', kind: 'lines', label: text('当事人的陈述申辩', 'What the party says'), required: false },
  { name: 'reasons', kind: 'lines', label: text('事实和理由', 'Facts and reasons') },
  {
    name: 'collected',
    kind: 'yes',
    label: text(
      '当场收缴（一百元以下，出具财政票据）',
      'Collected on the spot (100 yuan or less, against a treasury receipt)',
    ),
    required: false,
  },
]
/** The unit's penalties of the simple procedure. */
async function simpleItems(p: PageContext, unit: string): Promise<ItemVersion[]> {
  const now = p.clock.now()
  const all = await listPublished(p.tx, now, { unit, powerType: '02' })
  const items = await Promise.all(all.map((i) => publishedItem(p.tx, i.code, now)))
  return items.filter((i): i is ItemVersion => i !== undefined && ownOf(i).procedure === 'simple')
}
const officersOf = async (p: PageContext) => {
  const me = p.actor as PersonActor
  return (await cardsOfUnitAt(p.tx, me.post!.unitCode, p.clock.now()))
    .filter((c) => c.personId !== me.personId)
    .map((c) => ({ value: c.personId, text: text(`${c.name} ${c.number}`, `${c.name} ${c.number}`) }))
}

/** 当场处罚 on a phone: one form; what is typed is kept on the phone while the line is down (the island), and nothing is sent twice. */
export default page({
  path: paths.spot,
  shell: 'desk',
  allow: holdsPost(OFFICER),
  actions: {
    spot: action({
      operation: spot,
      async input(f: FormValues, p) {
        const item = await publishedItem(p.tx, one(f.itemCode), p.clock.now())
        const { kindOf, name, code, address, phone, ...rest } = readFields(
          [...first, ...who, ...decision(await officersOf(p))],
          f,
        ) as Record<string, string>
        return {
          ...rest,
          itemCode: one(f.itemCode),
          subject: { kind: kindOf, name, code, address, ...(phone ? { phone } : {}) },
          facts: item ? factsFrom(item, f) : {},
        } as never
      },
      next: ({ number }) => `${paths.desk}/${number}?done=1`,
    }),
  },
  async render(p) {
    const { t, lang } = p
    const me = p.actor as PersonActor
    const items = await simpleItems(p, me.post!.unitCode)
    const refused = p.form?.action === 'spot' ? p.form : undefined
    const sent = (refused?.values ?? p.query) as Record<string, unknown>
    const item = items.find((i) => i.code === one(sent.itemCode)) ?? items[0]
    const title = text('当场处罚（简易程序）', 'Penalty on the spot (simple procedure)')
    if (!item)
      return {
        title,
        body: (
          <DeskPage p={p} title={t(title)} back={{ href: paths.desk, text: t('处罚案件', 'Penalty cases') }}>
            <p>{t('本单位没有适用简易程序的处罚事项。', 'Your unit has no item for the simple procedure.')}</p>
          </DeskPage>
        ),
      }
    const facts = factsFrom(item, sent)
    const asked = refused !== undefined || p.query.ask !== undefined
    const actOn = one(sent.actOn) || dayOf(p.clock.now())
    const answer = asked ? await ask(p, item, { facts, actOn, code: one(sent.code) || undefined }) : { errors: {} }
    const fields = Object.fromEntries(
      Object.entries(refused?.fields ?? {}).map(([k, said]) => [
        k === 'subject.kind' ? 'kindOf' : k.replace(/^subject\./, ''),
        said,
      ]),
    )
    const reader = refused ? { ...p, form: { ...refused, fields } } : p
    const officers = await officersOf(p)
    return {
      title,
      scripts: ['/assets/offline-form.js'],
      body: (
        <DeskPage
          p={reader}
          title={t(title)}
          lead={t(
            '出示执法证，填这一张表，当场编号交付。没有信号时，填的内容留在这台手机上。',
            'Show your cards, fill in this form, hand it over at once. Without a signal what you typed stays on this phone.',
          )}
          back={{ href: paths.desk, text: t('处罚案件', 'Penalty cases') }}
          labels={Object.fromEntries([...first, ...who, ...decision(officers)].map((f) => [f.name, f.label[lang]]))}
        >
          {items.length > 1 && (
            <form method="get" class="form narrow">
              <div class="field">
                <label for="f-item">{t('违法行为', 'Conduct')}</label>
                <select id="f-item" name="itemCode">
                  {items.map((i) => (
                    <option value={i.code} selected={i === item}>
                      {i.content.name[lang]}
                    </option>
                  ))}
                </select>
              </div>
              <Button secondary>{t('换', 'Change')}</Button>
            </form>
          )}
          <form method="get" class="form narrow" novalidate>
            <h2>{ownOf(item).conduct[lang]}</h2>
            <input type="hidden" name="itemCode" value={item.code} />
            <StepFields p={reader} name="ask" fields={first} values={{ ...sent, actOn }} />
            <FactsForm item={item} values={facts} errors={{ ...answer.errors, ...bare(fields) }} p={p} />
            <input type="hidden" name="ask" value="1" />
            <Button secondary>{t('按基准算', 'Compute')}</Button>
            {'said' in answer && answer.said && <p class="error">{answer.said}</p>}
          </form>
          {'computed' in answer && answer.computed && (
            <>
              <Answer c={answer.computed} p={p} />
              <form method="post" class="form narrow" novalidate data-offline="spot">
                <OfflineNote lang={lang} />
                <Act p={p} name="spot" />
                {Object.entries({ itemCode: item.code, actOn, code: one(sent.code), ...facts }).map(([key, value]) => (
                  <input type="hidden" name={key} value={String(value)} />
                ))}
                <StepFields
                  p={reader}
                  name="spot"
                  fields={[...who, ...decision(officers)]}
                  values={{ fine: answer.computed.band.to }}
                />
                <Button>{t('出具决定书', 'Issue the decision')}</Button>
              </form>
            </>
          )}
        </DeskPage>
      ),
    }
  },
})
