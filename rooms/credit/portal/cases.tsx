import { action, text } from '../../../kernel/platform/index.ts'
import { citizenPage, fieldsOf, readFields, StepForm } from '../../../web/ui/index.ts'
import { object } from '../contract.ts'
import { listing } from '../listing.kind.ts'
import * as paths from '../paths.ts'
import { repair } from '../repair.kind.ts'

const objecting = fieldsOf(object, {
  objection: { label: text('您的意见和证明', 'What you say, and what shows it'), kind: 'lines', lines: 5 },
})
const back = { href: paths.mine, text: text('我的信用', 'My credit') }

/** Where a listing stands, for the subject: what was told, until when to object, what was decided. */
export const caseOfListing = citizenPage({
  kind: listing,
  path: paths.cases,
  back,
  begun: text('启动于', 'opened'),
  actions: {
    object: action({
      operation: object,
      input: (f) => ({ ...readFields(objecting, f), caseId: f.caseId }) as never,
      next: ({ number }) => `${paths.cases}/${number}?done=1`,
    }),
  },
  said: (_, p) => [
    [p.query.done, text('已收到，会核实并答复。', 'It was received; it will be verified and answered.')],
  ],
  next: ({ c, p }) =>
    c.closed
      ? c.statusText[p.lang]
      : p.t(`由${c.work[0]?.who.zh ?? c.unitName.zh}办理。`, `With ${c.work[0]?.who.en ?? c.unitName.en}.`),
  foot: ({ c, p }) =>
    c.status === 'noticed' &&
    c.parties.some((x) => x.me) && (
      <StepForm
        p={p}
        name="object"
        button={p.t('提出意见', 'Object')}
        fields={objecting}
        tells={p.t(
          '收到告知书之日起五个工作日内；每一条都会核实并答复。',
          'Within five working days of the notice; every point is verified and answered.',
        )}
      >
        <input type="hidden" name="caseId" value={c.id} />
      </StepForm>
    ),
})

export const caseOfRepair = citizenPage({
  kind: repair,
  path: paths.repairs,
  back,
  begun: text('申请于', 'applied'),
  said: (_, p) => [[p.query.done, text('申请已收到。', 'The application was received.')]],
  next: ({ c, p }) =>
    c.closed
      ? c.statusText[p.lang]
      : p.t(`由${c.work[0]?.who.zh ?? c.unitName.zh}办理。`, `With ${c.work[0]?.who.en ?? c.unitName.en}.`),
})
