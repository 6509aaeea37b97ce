import { action, anyone, type FormValues, page, type Text, text } from '../../../kernel/platform/index.ts'
import {
  Citations,
  Facts,
  type FormField,
  Light,
  Notice,
  PortalPage,
  readFields,
  StepForm,
  sayDay,
  sayTime,
} from '../../../web/ui/index.ts'
import { scan, witnessVisit } from '../contract.ts'
import { resultPath, scanPath } from '../paths.ts'
import type { ScanState } from '../visit/scan.rules.ts'

const fields: FormField[] = [
  { name: 'people', kind: 'number', label: text('来了几个人', 'How many came') },
  {
    name: 'cards',
    kind: 'choice',
    decides: true,
    label: text('都出示执法证了吗', 'Did all show their cards'),
    options: [
      { value: 'true', text: text('都出示了', 'Yes, all') },
      { value: 'false', text: text('没有都出示', 'Not all') },
    ],
  },
  {
    name: 'asApproved',
    kind: 'choice',
    decides: true,
    label: text('来的人和查的事与上面一致吗', 'Are they and is it as said above'),
    options: [
      { value: 'true', text: text('一致', 'Yes') },
      { value: 'false', text: text('不一致', 'No') },
    ],
  },
  { name: 'remark', kind: 'lines', required: false, most: 1000, label: text('还有什么要说的', 'Anything else') },
]
const yes = (v: unknown) => (v === 'true' ? true : v === 'false' ? false : undefined)

const states: Record<ScanState, { colour: 'green' | 'yellow' | 'red' | 'off'; says: Text }> = {
  valid: { colour: 'green', says: text('今天有效，可以检查', 'Valid today') },
  early: { colour: 'yellow', says: text('今天还不能检查，日期没有到', 'Not today: it has not begun') },
  over: { colour: 'red', says: text('已经过期，不能检查', 'Over: no longer valid') },
  visited: { colour: 'off', says: text('已经检查过了', 'The visit has been made') },
  'no-card': {
    colour: 'red',
    says: text('持有效执法证的不足两人，不能检查', 'Fewer than two officers with a valid card'),
  },
}

/** What the code on the notice opens, on the phone of who is inspected: who comes, for what, by whose approval, valid today or not. */
export default page({
  path: scanPath(':token'),
  shell: 'portal',
  allow: anyone,
  actions: {
    witness: action({
      operation: witnessVisit,
      input: (f: FormValues, p) => {
        const read = readFields(fields, f)
        return {
          ...read,
          cards: yes(read.cards),
          asApproved: yes(read.asApproved),
          token: p.params.token!,
        } as never
      },
      next: (_, p) => `${p.url.pathname}?done=1`,
    }),
  },
  async render(p) {
    const { t, lang } = p
    const v = await p.call(scan, { token: p.params.token! })
    const state = states[v.state]
    return {
      title: text('核对检查', 'Check a visit'),
      body: (
        <PortalPage
          p={p}
          narrow
          title={t(`${v.unitName.zh}的检查`, `Inspection by ${v.unitName.en}`)}
          said={[[p.query.done, text('已记下您看到的情况，谢谢。', 'What you saw was recorded. Thank you.')]]}
          labels={Object.fromEntries(fields.map((f) => [f.name, t(f.label)]))}
        >
          <p class="scan-state">
            <Light colour={state.colour}>
              <strong>{t(state.says)}</strong>
            </Light>
          </p>
          <Facts
            rows={[
              [t('检查对象', 'Subject'), v.name],
              [t('可以检查的日期', 'On one day from'), `${sayDay(v.from, lang)} — ${sayDay(v.to, lang)}`],
              [
                t('查什么', 'For what'),
                v.items.map((i) => (
                  <div>
                    {i.title[lang]} <Citations list={i.basis} lang={lang} />
                  </div>
                )),
              ],
              [t('谁批准的', 'Approved by'), `${t(v.approvedBy)} · ${sayTime(v.approvedAt, lang)}`],
              ...(v.document ? [[t('通知书', 'Notice'), v.document] as [string, string]] : []),
            ]}
          />
          <h2>{t('谁来', 'Who comes')}</h2>
          <ul class="plain">
            {v.officers.map((o) => (
              <li>
                <strong>{o.name}</strong> · {o.unit[lang]}
                <br />
                <span class="num">{t(`执法证 ${o.card}，${o.until} 止`, `card ${o.card}, until ${o.until}`)}</span>{' '}
                <Light colour={o.valid ? 'green' : 'red'}>
                  {o.valid ? t('有效', 'valid') : t('无效', 'not valid')}
                </Light>
              </li>
            ))}
          </ul>
          <p class="small">
            {t(
              '检查人员应当主动出示执法证，不得少于两人；不出示的，您有权拒绝。',
              'Officers must show their cards and be two or more; whoever does not show one may be refused.',
            )}{' '}
            <Citations
              list={[
                { law: '行政处罚法', article: 42 },
                { law: '行政处罚法', article: 55 },
              ]}
              lang={lang}
            />
          </p>
          {v.state === 'visited' && (
            <p>
              <a href={resultPath(v.number)}>{t('看检查结果', 'See the result')}</a>
            </p>
          )}
          {v.witnessed ? (
            !p.query.done && <Notice kind="info" title={t('您看到的情况已经记下。', 'What you saw is on record.')} />
          ) : v.state === 'valid' || v.state === 'no-card' || v.state === 'visited' ? (
            <section>
              <h2>{t('写下您看到的', 'Say what you saw')}</h2>
              <StepForm
                p={p}
                name="witness"
                button={t('记下', 'Record')}
                fields={fields}
                tells={t(
                  '人数和两个“是否”会公开，说的话只给检查机关和监察看。不符的，监察马上看到。',
                  'The number and both answers are public; your words go to the unit and to supervision, who see at once what does not fit.',
                )}
              />
            </section>
          ) : null}
        </PortalPage>
      ),
    }
  },
})
