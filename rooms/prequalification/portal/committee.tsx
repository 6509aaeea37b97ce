import { action, type FormValues, page, text } from '../../../kernel/platform/index.ts'
import { Bench, PortalPage, verdictsOf } from '../../../web/ui/index.ts'
import { committee, report, review } from '../contract.ts'
import { portal } from '../paths.ts'

const done = (p: { params: Record<string, string> }) => `${portal}/${p.params.number}/committee?done=1`
const one = (v: FormValues[string] | undefined) => (typeof v === 'string' ? v.trim() : '')

/** A member’s desk: each application passes, or fails by one condition of the notice with a reason; alone, once. Works without scripts. */
export default page({
  path: `${portal}/:number/committee`,
  shell: 'portal',
  allow: ({ actor }) => actor.kind === 'person',
  actions: {
    evaluate: action({
      operation: review,
      input: (f: FormValues) => ({ caseId: one(f.caseId), verdicts: verdictsOf(f) }) as never,
      next: (_, p) => done(p),
    }),
    report: action({
      operation: report,
      input: (f: FormValues) => ({ caseId: one(f.caseId) }),
      next: (_, p) => done(p),
    }),
  },
  async render(p) {
    const { t, lang } = p
    const c = await p.call(committee, { number: p.params.number! })
    return {
      title: text('审查台', 'The committee’s desk'),
      scripts: ['/assets/careful-form.js'],
      body: (
        <PortalPage
          p={p}
          title={t('审查台', 'The committee’s desk')}
          lead={`${lang === 'zh' ? c.title : c.titleEn} · ${c.member}`}
          back={{ href: `${portal}/${c.number}`, text: t('公告页面', 'The notice') }}
          said={[[p.query.done, text('已记录。', 'It is on record.')]]}
        >
          <Bench
            p={p}
            {...{ caseId: c.caseId, page: `${portal}/${c.number}`, members: c.members, handedIn: c.handedIn }}
            {...{ mine: c.mine, reported: c.reported, signedMine: true, criteria: [] }}
            codes={Object.fromEntries(
              c.conditions.map((x, i) => [String(i + 1), text(`不符合：${x}`, `Not met: ${x}`)]),
            )}
            bids={c.applications.map((a) => ({
              ...{ bidder: a.no, name: a.name, asked: null, answer: null },
              facts: [
                [t('信用代码', 'Credit code'), a.uscc],
                ...(a.members ? ([[t('联合体成员', 'Members'), a.members]] as [string, string][]) : []),
                [
                  t('申请文件', 'Files'),
                  a.files.map((f) => (
                    <>
                      <a href={`${portal}/${c.number}/files/${f.sha256}`}>{f.name}</a>{' '}
                    </>
                  )),
                ],
              ],
              warns: a.hints.map((h) => h[lang]),
            }))}
          />
        </PortalPage>
      ),
    }
  },
})
