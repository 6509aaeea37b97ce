import { caseAt, findCase } from '../../../kernel/cases/index.ts'
import { units } from '../../../kernel/identity/index.ts'
import {
  action,
  type FormValues,
  type PageContext,
  page,
  standardProblem,
  text,
} from '../../../kernel/platform/index.ts'
import { Facts, fieldsOf, PortalPage, readFields, StepForm } from '../../../web/ui/index.ts'
import type { CaseFacts } from '../case.fold.ts'
import { approval } from '../case.kind.ts'
import { raiseObjection } from '../contract.ts'

export const objecting = fieldsOf(raiseObjection, {
  objection: {
    label: text('事实和理由', 'Facts and reasons'),
    hint: text(
      '写明和您有什么关系；您的名字和内容只给办理单位看。',
      'Say how it concerns you; your name and words are for the unit alone.',
    ),
    kind: 'lines',
  },
})
const TITLE = text('利害关系人陈述、申辩', 'A view of somebody concerned')

async function caseOf(p: PageContext) {
  const found = await findCase(p.tx, p.params.number!)
  if (found?.kind !== approval.kind) throw standardProblem('NOT_FOUND')
  return caseAt<CaseFacts>(p.tx, { caseId: found.id })
}

/** For who reads of an application in the ledger or on a notice at the place: what it is for, and a word to the unit before it decides. */
export default page({
  path: `${approval.pages!.portal}/:number/object`,
  shell: 'portal',
  allow: ({ actor }) => actor.kind === 'person',
  actions: {
    object: action({
      operation: raiseObjection,
      input: async (f: FormValues, p: PageContext) => ({
        caseId: (await caseOf(p)).found.id,
        ...readFields(objecting, f),
      }),
      next: (_, p) => `${p.url.pathname}?objected=1`,
    }),
  },
  async render(p) {
    const { t, lang } = p
    const { found, item, facts } = await caseOf(p)
    const unit = (await units(p.tx)).find((u) => u.code === found.unit)?.name
    const open = !facts.decidedAt && !facts.closedAt
    return {
      title: TITLE,
      body: (
        <PortalPage
          p={p}
          narrow
          title={t(TITLE)}
          labels={{ objection: t('事实和理由', 'Facts and reasons') }}
          said={[
            [
              p.query.objected,
              text('已交给办理单位，答复以后才会决定。', 'It is with the unit, which answers before it decides.'),
            ],
          ]}
        >
          <Facts
            rows={[
              [t('事项', 'Item'), item?.content.name[lang] ?? ''],
              [t('办件编号', 'Number'), <span class="num">{found.number}</span>],
              [t('办理单位', 'Unit'), unit?.[lang] ?? found.unit],
            ]}
          />
          {open ? (
            <StepForm p={p} name="object" button={t('提交', 'Send')} fields={objecting} />
          ) : (
            <p>
              {t(
                '已经作出决定。认为侵犯您合法权益的，可以申请行政复议或者提起行政诉讼。',
                'It was decided. If it infringes your rights, reconsideration or a lawsuit is the way.',
              )}
            </p>
          )}
        </PortalPage>
      ),
    }
  },
})
