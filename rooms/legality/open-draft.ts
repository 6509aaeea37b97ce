import { type Composed, kindOfPower } from '../../kernel/cases/index.ts'
import {
  type ItemContent,
  type ItemVersion,
  insertVersion,
  itemContent,
  shaped,
  versionsOf,
} from '../../kernel/catalog/index.ts'
import { findUnit } from '../../kernel/identity/index.ts'
import { newId, operation, type PersonActor, type Tx } from '../../kernel/platform/index.ts'
import { acts } from './acts.ts'
import { openDraft } from './contract.ts'
import { drafts } from './policy.ts'

/** A form that is none yet is an empty one: its check says so, and the page stands. */
export const objectOr = (form: unknown): Record<string, unknown> =>
  form !== null && typeof form === 'object' && !Array.isArray(form)
    ? (form as Record<string, unknown>)
    : { type: 'object', properties: {} }

/** A draft with what its kind takes over from other items: a joint application asks what its parts ask. */
export const composed = async (tx: Tx, draft: Composed): Promise<Composed> =>
  (await kindOfPower(draft.content.powerType)?.composed?.(tx, draft)) ?? draft

export default operation(openDraft, {
  allow: drafts,
  async run({ tx, actor, input, clock, problem }) {
    const { personId, post } = actor as PersonActor & { post: NonNullable<PersonActor['post']> }
    const versions = await versionsOf(tx, input.code)
    if (versions.some((v) => ['draft', 'in-review', 'returned', 'passed'].includes(v.status)))
      throw problem('OPEN_DRAFT')
    const base: Partial<ItemVersion> | undefined = versions[0]
    const content = input.content ?? base?.content
    const form = input.form ?? base?.form
    const bpmn = input.bpmn ?? base?.bpmn
    if (!content || !form || !bpmn) throw problem('NOTHING_TO_START_FROM')
    const unit = String((content as { unit?: unknown }).unit ?? post.unitCode)
    if (unit !== post.unitCode) throw problem('OTHER_UNIT')
    const jurisdiction = (await findUnit(tx, unit))?.jurisdiction ?? post.jurisdiction
    const id = newId()
    const number = (versions[0]?.number ?? 0) + 1
    await insertVersion(tx, {
      id,
      number,
      jurisdiction,
      unit,
      ...(await composed(tx, {
        code: input.code,
        content: shaped(itemContent, { ...content, code: input.code, unit }) as ItemContent,
        form: objectOr(form),
      })),
      bpmn,
      draftedBy: personId,
      updatedAt: clock.now(),
    })
    return {
      act: acts['item.drafted']({
        jurisdiction,
        subject: { kind: 'item', id },
        public: { code: input.code, number, unit },
      }),
      output: { id },
    }
  },
})
