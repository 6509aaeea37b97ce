import { contract as cases } from '../../../kernel/cases/index.ts'
import { action, type FormValues, holdsPost, page, text } from '../../../kernel/platform/index.ts'
import { Act, Button, DeskPage, Empty, PlainTable, sayDay } from '../../../web/ui/index.ts'
import { approval } from '../case.kind.ts'
import { acceptMany } from '../contract.ts'

const PATH = '/desk/accept'
const TITLE = text('批量受理', 'Accept several')
const chosen = (f: FormValues): string[] =>
  (Array.isArray(f.number) ? (f.number as unknown[]) : [f.number]).filter((v): v is string => typeof v === 'string')

/** What waits for acceptance, the oldest first; each links to its papers, and those that are ticked are accepted together. */
export default page({
  path: PATH,
  shell: 'desk',
  allow: holdsPost('clerk'),
  actions: {
    accept: action({
      operation: acceptMany,
      input: (f: FormValues) => ({ numbers: chosen(f) }),
      next: ({ accepted }) => `${PATH}?accepted=${accepted}`,
    }),
  },
  async render(p) {
    const { t, lang } = p
    const list = await p.call(cases.unitCases, { kind: approval.kind, step: 'case.accepted', page: 1 })
    const ticked = p.form ? chosen(p.form.values) : []
    return {
      title: TITLE,
      body: (
        <DeskPage
          p={p}
          title={t(TITLE)}
          back={{ href: approval.pages!.desk, text: t('本单位办件', 'Cases of the unit') }}
          lead={t(
            '看过材料的勾上，一次受理；每件各有自己的受理通知书。',
            'Tick those whose papers you have seen; each gets its own notice.',
          )}
          said={[
            [
              p.query.accepted,
              text(`已受理 ${Number(p.query.accepted)} 件。`, `${Number(p.query.accepted)} accepted.`),
            ],
          ]}
        >
          {list.cases.length === 0 ? (
            <Empty>{t('没有等受理的办件。', 'Nothing waits for acceptance.')}</Empty>
          ) : (
            <form method="post">
              <Act p={p} name="accept" />
              <PlainTable
                caption={t(TITLE)}
                quiet
                columns={[
                  { title: t('选', 'Tick') },
                  { title: t('编号', 'Number') },
                  { title: t('事项', 'Item') },
                  { title: t('申请人', 'Applicant') },
                  { title: t('收到', 'Received') },
                ]}
                rows={list.cases.map((r) => [
                  <input
                    type="checkbox"
                    name="number"
                    value={r.number}
                    checked={ticked.includes(r.number)}
                    aria-label={t(`选 ${r.number}`, `Tick ${r.number}`)}
                  />,
                  <a class="num" href={`${approval.pages!.desk}/${r.number}`}>
                    {r.number}
                  </a>,
                  r.itemName[lang],
                  r.applicant,
                  sayDay(r.submittedAt, lang),
                ])}
              />
              <div class="actions">
                <Button>{t('受理勾选的', 'Accept those ticked')}</Button>
              </div>
            </form>
          )}
        </DeskPage>
      ),
    }
  },
})
