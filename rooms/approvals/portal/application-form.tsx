import type { ComponentChildren } from 'preact'
import {
  caseAt,
  draftKey,
  findDocument,
  findDraft,
  type Paper as Given,
  isParty,
  keptFor,
  papersOfDraft,
  unfinishedOf,
} from '../../../kernel/cases/index.ts'
import { checkForm, type ItemVersion, type Material, publishedItem, warningsOf } from '../../../kernel/catalog/index.ts'
import {
  action,
  type FormValues,
  type PageContext,
  type PersonActor,
  Problem,
  standardProblem,
  type Text,
  text,
} from '../../../kernel/platform/index.ts'
import {
  Button,
  EnterSaves,
  type Paper,
  PaperUpload,
  previewOf,
  readForm,
  SchemaForm,
  sentPapers,
  titleOf,
} from '../../../web/ui/index.ts'
import { useLicence } from '../../licences/contract.ts'
import * as contract from '../contract.ts'
import { asksFor } from '../joint.rules.ts'
import { partsNow } from '../joint.ts'
import { knownOf } from '../known.ts'
import { lookUp } from '../look-up.ts'
import { prefill } from '../prefill.rules.ts'
import { deferredOf, LICENCE } from '../special.rules.ts'
import { ownOf } from '../standing.ts'
import { refusal } from '../upload-material.ts'
import { lookUps } from './look-ups.tsx'
import { ownLicences } from './own-licences.tsx'

/** The published item of the address. */
export const itemOf = async (p: PageContext) => {
  const item = await publishedItem(p.tx, p.params.item!, p.clock.now())
  if (!item)
    throw standardProblem('NOT_FOUND', {
      detail: text('这个事项没有公布，或已停用。', 'The item is not published or was retired.'),
    })
  return item
}
/** In which capacity the page is: said by its address, and by its form once that was sent. */
export const capacityIn = (p: PageContext, form: FormValues | undefined = p.form?.values): string =>
  typeof form?.capacity === 'string' ? form.capacity : (p.query.as ?? '')
const filled = async (form: FormValues, p: PageContext) => ({
  itemCode: p.params.item!,
  form: readForm((await itemOf(p)).form, form),
  capacity: capacityIn(p, form),
})

/** Whose form it is: the applicant's own, of several at once, or a counter's. */
type FormOf = 'own' | 'several' | 'counter'

/** Each action's answer is the page again, in the same capacity. */
export const again = (p: PageContext, query: string): string =>
  `${p.url.pathname}?${p.query.as ? `as=${encodeURIComponent(p.query.as)}&` : ''}${query}`

/** The draft goes on in another capacity, of which the address no longer speaks. */
export const moveDraft = (batch = false) =>
  action({
    operation: contract.moveDraft,
    input: (form: FormValues, p: PageContext) => ({
      itemCode: p.params.item!,
      from: capacityIn(p, form),
      to: typeof form.to === 'string' ? form.to : '',
      batch,
    }),
    next: (_, p) => `${p.url.pathname}?saved=1`,
  })

/** What both pages of an application do beside submitting it: every button saves first, so that nothing typed is lost. */
export function draftActions(of: FormOf, read = filled) {
  const counter = of === 'counter'
  const batch = of === 'several'
  // At the counter who applies is typed beside the form, and comes back with it.
  const back = (to: string) => (counter ? { to, keep: true as const } : to)
  const saves = (then: (p: PageContext) => string) =>
    action({
      operation: contract.saveApplicationDraft,
      input: async (form: FormValues, p: PageContext) => ({ ...(await read(form, p)), counter, batch }),
      next: (_, p) => back(again(p, then(p))),
    })
  const draft = saves(() => 'saved=1')
  const move = (to: 'up' | 'down') =>
    action({
      operation: contract.moveMaterial,
      first: draft,
      input: (_, p) => ({ id: p.query.paper ?? '', to }),
      next: ({ id }, p) => back(again(p, `moved=1#paper-${id}`)),
    })
  return {
    draft,
    upload: action({
      operation: contract.uploadMaterial,
      first: draft,
      input: (form, p) => {
        const { slot, file, more } = sentPapers(form, p.query)
        return { itemCode: p.params.item!, material: slot, file, more, counter, batch, capacity: capacityIn(p, form) }
      },
      next: ({ refused }, p) => {
        // Those that could be taken are there; the others are told at the same field.
        if (refused.length > 0)
          throw new Problem('BAD_FILE', contract.uploadMaterial.errors.BAD_FILE, refusal(p.query.slot ?? '', refused))
        return back(again(p, `uploaded=${encodeURIComponent(p.query.slot ?? '')}#f-material-${p.query.slot}`))
      },
    }),
    look: saves(({ query: { look = '', take } }) => {
      const query = new URLSearchParams({ look, ...(take === undefined ? {} : { take }) })
      return `${query}#f-${look}`
    }),
    up: move('up'),
    down: move('down'),
    use: action({
      operation: useLicence,
      first: draft,
      input: (form, p) => ({
        itemCode: p.params.item!,
        material: p.query.slot ?? '',
        number: p.query.licence ?? '',
        capacity: capacityIn(p, form),
        batch,
      }),
      next: (_, p) => back(again(p, `uploaded=${encodeURIComponent(p.query.slot ?? '')}#materials`)),
    }),
    remove: action({
      operation: contract.removeMaterial,
      first: draft,
      input: (_, p) => ({ id: p.query.paper ?? '' }),
      next: (_, p) => back(again(p, 'removed=1#materials')),
    }),
  }
}

export const SAID = (p: PageContext): [unknown, Text][] => [
  [p.query.saved, text('草稿已保存。', 'Draft saved.')],
  [p.query.uploaded, text('文件和您填的都已保存。', 'The file and what you typed are kept.')],
  [p.query.moved, text('顺序已调整。', 'The order is changed.')],
  [p.query.removed, text('文件已删除。', 'The file was removed.')],
]

/** Below the form: submit it, or save it; what is said of it stands beside, and with a script whether it is saved. */
export const SubmitBar = ({
  p: { t },
  submit,
  children,
}: {
  p: PageContext
  submit: string
  children?: ComponentChildren
}) => (
  <div class="sticky-act actions">
    <Button name="do" value="submit">
      {submit}
    </Button>
    <Button secondary name="do" value="draft">
      {t('存草稿', 'Save a draft')}
    </Button>
    <span
      class="small"
      role="status"
      data-saved
      data-on={t('已自动保存', 'Saved')}
      data-busy={t('正在保存……', 'Saving …')}
      data-off={t('还没有保存', 'Not saved yet')}
    >
      {children}
    </span>
  </div>
)

/** The form of an application with its draft and papers, and the names of its fields for the errors above it. */
export async function applicationForm(
  p: PageContext,
  item: ItemVersion,
  { counter = false, before }: { counter?: boolean; before?: ComponentChildren },
): Promise<{ labels: Record<string, string>; form: ComponentChildren }> {
  const { personId } = p.actor as PersonActor
  const { t, lang } = p
  const capacity = counter ? '' : capacityIn(p)
  // The address of every button: the page's own, in its capacity.
  const here = p.url.pathname + (capacity === '' ? '' : `?as=${encodeURIComponent(capacity)}`)
  const key = draftKey({ itemCode: item.code, counter, capacity })
  const draft = await findDraft(p.tx, item.jurisdiction, personId, key)
  const stored = await papersOfDraft(p.tx, item.jurisdiction, personId, key)
  const { materials } = item.content
  const slots = materials.map((m) => keptFor(key, m.id))
  const unfinished = await unfinishedOf(p.tx, { jurisdiction: item.jurisdiction, personId, keptFor: slots })
  const issued = p.form || draft ? {} : await asIssued(p, item)
  const begun = p.form || draft || counter ? undefined : prefill(item.form, await knownOf(p, item, capacity))
  const typed: Record<string, any> = p.form
    ? readForm(item.form, p.form.values)
    : (draft?.form ?? { ...begun?.values, ...issued })
  const looked = await lookUp(p.tx, p.clock.now(), item.form, typed, p.query)
  const values = { ...typed, ...looked.values }
  const errors = p.form?.fields ?? {}
  const properties = Object.entries<any>(item.form.properties ?? {})
  const labels = Object.fromEntries([
    ...properties.map(([key, s]) => [key, titleOf(s, key, lang)]),
    ...materials.map((m) => [`material.${m.id}`, m.name[lang]]),
  ])
  // What merely looks wrong is said before submission; the form's own check runs again on the server.
  const warnings = p.form || draft ? warningsOf(item.form, values, p.clock.now()) : {}
  const wrong = checkForm(item.form, values)
  const done = properties.filter(([key]) => values[key] !== undefined && !wrong[key]).length
  const later = deferredOf({ form: values, item })
  const needed = (m: Material) =>
    (m.mandatory && !later.includes(m)) || m.requiredWith?.some((code) => asksFor({ form: values, item }, code))
  const missing = materials.filter((m) => needed(m) && !stored.some((u) => u.slot === m.id))
  const mandatory = materials.filter(needed).length
  // A clerk holds nothing for others.
  const own = counter ? null : await ownLicences(p, here, { materials, stored, capacity })
  const parts = await partsNow(p.tx, item)
  const onlyFor = (m: Material) => parts.filter((i) => m.requiredWith?.includes(i.code)).map((i) => i.content.name)
  const ready = missing.length === 0 && Object.keys(wrong).length === 0
  return {
    labels,
    form: (
      <>
        <ol class="steps" id="steps" data-fresh aria-label={t('三步', 'Three steps')}>
          <li>
            <a href="#form">{t('填表', 'Form')}</a>{' '}
            <span class="small num">
              {done}/{properties.length}
            </span>
          </li>
          <li>
            <a href="#materials">{t('材料', 'Materials')}</a>{' '}
            <span class="small num">
              {mandatory - missing.length}/{mandatory}
            </span>
          </li>
          <li>
            <a href="#check">{t('核对', 'Check')}</a>
          </li>
        </ol>
        <form method="post" action={here} class="form" enctype="multipart/form-data" novalidate data-keep="draft">
          <EnterSaves />
          <input type="hidden" name="csrf" value={p.csrf} />
          <input type="hidden" name="command" value={p.command} />
          {!counter && <input type="hidden" name="capacity" value={capacity} />}
          {before}
          <h2 id="form">{t('一、填表', '1. The form')}</h2>
          <SchemaForm
            schema={item.form}
            values={values}
            errors={errors}
            warnings={warnings}
            from={{ ...begun?.from, ...looked.from }}
            beside={lookUps(p, here, item, looked)}
            lang={lang}
          />
          <h2 id="materials">{t('二、材料', '2. Materials')}</h2>
          {own}
          <PaperUpload
            lang={lang}
            path={here}
            several
            parts={{ place: item.jurisdiction, of: key, unfinished }}
            errors={errors}
            slots={materials.map((m) => ({
              id: m.id,
              name: m.name[lang],
              required: needed(m) === true,
              maxBytes: m.maxBytes,
              hint: [
                ...onlyFor(m).map((n) => t(`办“${n.zh}”时必交`, `Required for “${n.en}”`)),
                ...(m.issuer[lang] ? [t(`来源：${m.issuer.zh}`, `From: ${m.issuer.en}`)] : []),
              ].join(' · '),
            }))}
            papers={Object.fromEntries(
              materials.map((m) => [m.id, stored.filter((s) => s.slot === m.id).map((s) => paperOf(s, m.name[lang]))]),
            )}
          />
          <h2 id="check">{t('三、核对并提交', '3. Check and submit')}</h2>
          <div id="still" data-fresh>
            {ready ? (
              <p>
                {t(
                  '表和材料都齐了，请看一遍上面填的，然后提交。',
                  'Form and materials are complete. Please look it over, then submit.',
                )}
              </p>
            ) : (
              <>
                <p>{t('提交前还要：', 'Before you can submit:')}</p>
                <ul class="plain">
                  {properties
                    .filter(([key]) => wrong[key])
                    .map(([key]) => (
                      <li>
                        <a href={`#f-${key.replace(/[^A-Za-z0-9]/g, '-')}`}>{labels[key]}</a>
                      </li>
                    ))}
                  {missing.map((m) => (
                    <li>
                      <a href={`#f-material-${m.id}`}>{m.name[lang]}</a>
                    </li>
                  ))}
                </ul>
              </>
            )}
          </div>
          <p class="small">
            {t(
              '提交后，窗口五个工作日内一次告知要补正的全部内容；没有告知的，从收到之日起即为受理（行政许可法第三十二条）。',
              'After submission the counter tells you everything to correct within five working days, once; without word from them your application counts as accepted from the day received (Administrative Licensing Law art. 32).',
            )}
          </p>
          <SubmitBar p={p} submit={t('提交申请', 'Submit')}>
            {missing.length > 0 &&
              t(`还缺 ${missing.length} 份必交材料`, `${missing.length} required materials are missing`)}
            {ready && t('材料和表都齐了，可以提交', 'Form and materials are complete: ready to submit')}
          </SubmitBar>
        </form>
      </>
    ),
  }
}

/** Come from “My licences”: what was said when it was issued is not asked again. */
async function asIssued(p: PageContext, item: ItemVersion): Promise<Record<string, any>> {
  const number = p.query.licence
  if (!number || !ownOf(item.content).follows || !/^[A-Z]\d{16}$/.test(number)) return {}
  const issued = await findDocument(p.tx, number)
  const before = issued && (await caseAt(p.tx, { caseId: issued.caseId }))
  if (!before || !isParty(before, p.actor)) return { [LICENCE]: number }
  const known = Object.keys(item.form.properties ?? {}).filter((key) => key in before.found.form)
  return { ...Object.fromEntries(known.map((key) => [key, before.found.form[key]])), [LICENCE]: number }
}

export const paperOf = (s: Given, slot: string): Paper => ({
  id: s.id,
  slot,
  name: s.name,
  href: `/materials/${s.id}`,
  preview: previewOf(s),
  type: s.type,
  size: Number(s.size),
  sha256: s.sha256,
  at: s.uploadedAt,
})
