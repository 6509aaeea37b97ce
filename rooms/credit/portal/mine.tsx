import { action, page, text } from '../../../kernel/platform/index.ts'
import {
  Act,
  Button,
  Empty,
  Facts,
  fieldsOf,
  PortalPage,
  readFields,
  StepForm,
  sayDay,
  sayTime,
} from '../../../web/ui/index.ts'
import * as c from '../contract.ts'
import { statusWords } from '../listing.kind.ts'
import * as paths from '../paths.ts'
import { Known, Listings } from './listed.tsx'

const TITLE = text('我的信用', 'My credit')
const repairing = fieldsOf(c.applyRepair, {
  listing: { label: text('列入编号', 'Number of the listing'), kind: 'hidden' },
  corrected: { label: text('怎样改正、怎样履行', 'What was put right and performed'), kind: 'lines', lines: 4 },
  promise: { label: text('信用承诺', 'Your promise'), kind: 'lines', lines: 3 },
})
const objecting = fieldsOf(c.flag, {
  caseId: { label: text('办件', 'Case'), kind: 'hidden' },
  reason: { label: text('哪里不对，有什么证明', 'What is wrong, and what shows it'), kind: 'lines', lines: 4 },
})

/** The subject's own page: what stands, what ended, objections, repairs, who asked. */
export default page({
  path: paths.mine,
  shell: 'portal',
  allow: ({ actor }) => actor.kind === 'person',
  actions: {
    repair: action({
      operation: c.applyRepair,
      input: (f) => readFields(repairing, f),
      next: ({ number }) => `${paths.repairs}/${number}?done=1`,
    }),
    object: action({
      operation: c.flag,
      input: (f) => ({ ...readFields(objecting, f), flag: 'objection', on: true }),
      next: () => `${paths.mine}?objected=1`,
    }),
    report: action({ operation: c.makeReport, input: () => ({}), next: ({ id }) => `${paths.reports}/${id}` }),
  },
  async render(p) {
    const { t, lang } = p
    const all = await p.call(c.mine, {})
    return {
      title: TITLE,
      body: (
        <PortalPage
          p={p}
          title={t(TITLE)}
          back={{ href: paths.portal, text: t('信用查询', 'Credit query') }}
          lead={t(
            '您本人和您代表的单位。自然人的记录只给本人看。',
            'You, and the organisations for which you act. What is known of a person is shown to that person only.',
          )}
          said={[
            [
              p.query.objected,
              text(
                '异议已收到，已经标注；处理结果会告知您。',
                'Your objection was received and is shown; you will be told the outcome.',
              ),
            ],
          ]}
        >
          {all.map((s) => {
            const now = s.listings.filter((l) => !l.ended)
            const ended = s.listings.filter((l) => l.ended)
            return (
              <section>
                <h2>{s.name}</h2>
                {s.uscc && <Facts rows={[[t('统一社会信用代码', 'Credit code'), s.uscc]]} />}
                <Listings p={p} list={now} />
                {now.map((l) => (
                  <details class="more no-print">
                    <summary>{t(`对 ${l.number} 提出异议、申请修复`, `Object to or repair ${l.number}`)}</summary>
                    {l.flags.includes('objection') ? (
                      <p>{t('异议正在处理。', 'Your objection is being settled.')}</p>
                    ) : (
                      <StepForm
                        p={p}
                        name="object"
                        button={t('提出异议', 'Object')}
                        fields={objecting}
                        values={{ caseId: l.caseId }}
                        tells={t(
                          '提出后立即标注，两个工作日内处理。',
                          'It is shown at once, and settled within two working days.',
                        )}
                      />
                    )}
                    {l.open ? (
                      <p>{t('修复申请正在办。', 'A repair is open.')}</p>
                    ) : l.repairFrom ? (
                      <StepForm
                        p={p}
                        name="repair"
                        button={t('申请修复', 'Apply for repair')}
                        fields={repairing}
                        values={{ listing: l.number }}
                        tells={t(
                          `自 ${sayDay(l.repairFrom, lang)} 起可以申请；受理后三个工作日内决定，不收费。`,
                          `From ${sayDay(l.repairFrom, lang)} on; decided within three working days of acceptance, free of charge.`,
                        )}
                      />
                    ) : (
                      <p>{t('法律没有规定可以提前移出。', 'The law provides no earlier exit.')}</p>
                    )}
                  </details>
                ))}
                {ended.length > 0 && (
                  <p class="small">
                    {t('已经终止：', 'Ended: ')}
                    {ended
                      .map(
                        (l) =>
                          `${l.number} ${l.title[lang]}（${(statusWords[l.ended as 'expired'] ?? statusWords.expired)[lang]}）`,
                      )
                      .join(t('、', ', '))}
                  </p>
                )}
                {s.facts.length > 0 && <Known p={p} list={s.facts} />}
                <h3>{t('谁查过（五年内）', 'Who asked (five years)')}</h3>
                {s.asked.length === 0 ? (
                  <Empty>{t('没有人查过。', 'Nobody did.')}</Empty>
                ) : (
                  <ul class="plain">
                    {s.asked.slice(0, 100).map((a) => (
                      <li class="small">
                        {sayTime(a.at, lang)} · {a.who[lang]} · {a.what[lang]}
                      </li>
                    ))}
                  </ul>
                )}
              </section>
            )
          })}
          <form method="post" class="no-print">
            <Act p={p} name="report" />
            <Button>{t('出具我本人的信用报告', 'Make my own report')}</Button>
          </form>
        </PortalPage>
      ),
    }
  },
})
