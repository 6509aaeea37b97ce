import QRCode from 'qrcode'
import { caseAt, contract as cases } from '../../../kernel/cases/index.ts'
import {
  action,
  type FormValues,
  type PageContext,
  page,
  standardProblem,
  text,
} from '../../../kernel/platform/index.ts'
import { Button, DeskPage, EnterSaves, Field, type Paper, PaperUpload, sentPaper } from '../../../web/ui/index.ts'
import { type Inspection, inspection } from '../case.kind.ts'
import { CONCLUSIONS, getList, RESULTS, recordVisit } from '../contract.ts'
import type { Item } from '../list/list.shape.ts'
import { cardsNamed } from '../officers.ts'
import { desk, scanPath } from '../paths.ts'
import { enforces } from '../policy.ts'
import { papersOf } from '../visit/view.tsx'
import { visitOfCase } from '../visit/visit.store.ts'
import { conclusions, results } from '../words.ts'

const MOST_BYTES = 20 * 1024 * 1024
const one = (v: FormValues[string] | undefined): string => (typeof v === 'string' ? v.trim() : '')
const many = (v: FormValues[string] | undefined): string[] =>
  (Array.isArray(v) ? v : [v]).filter((x): x is string => typeof x === 'string' && x !== '')

/** The form's fields, by `r.ITEM.LINE` and `n.ITEM.LINE`, as the operation takes them. */
function read(f: FormValues) {
  const lines = Object.keys(f).flatMap((key) => {
    const [, item, line] = /^r\.(.+)\.(\d\d)$/.exec(key) ?? []
    return item && line ? [{ item, line, result: one(f[key]), note: one(f[`n.${item}.${line}`]) }] : []
  })
  const days = one(f.rectifyDays)
  return {
    caseId: f.caseId,
    present: many(f.present),
    lines,
    conclusion: one(f.conclusion),
    receiver: one(f.receiver),
    ...(one(f.statement) ? { statement: one(f.statement) } : {}),
    ...(days ? { rectifyDays: /^\d+$/.test(days) ? Number(days) : days } : {}),
  } as never
}

/** One line of the check list: a choice of three, and what is wrong. */
function Line({ p, item, check }: { p: PageContext; item: Item; check: Item['checks'][number] }) {
  const { t, lang } = p
  const key = `${item.code}.${check.code}`
  const id = `f-r-${key.replace(/[^A-Za-z0-9]/g, '-')}`
  const typed = one(p.form?.values[`r.${key}`])
  const wrong = p.form?.fields[`r.${key}`]
  const wrongNote = p.form?.fields[`n.${key}`]
  return (
    <fieldset class={`field${wrong ? ' has-error' : ''}`} id={id} aria-describedby={wrong ? `${id}-error` : undefined}>
      <legend>{check.title[lang]}</legend>
      {wrong && (
        <span class="error" id={`${id}-error`}>
          {t(wrong)}
        </span>
      )}
      <div class="choices">
        {RESULTS.map((r) => (
          <label class="choice">
            <input type="radio" name={`r.${key}`} value={r} checked={typed === r} /> {t(results[r]!)}
          </label>
        ))}
      </div>
      <Field
        name={`n.${key}`}
        label={t('情况（有问题的必填）', 'What was seen (required for a problem)')}
        value={one(p.form?.values[`n.${key}`])}
        error={wrongNote && t(wrongNote)}
        attributes={{ maxlength: 1000 }}
      />
    </fieldset>
  )
}

/** On a phone, on the spot: the code to be shown, the check list, photos, the conclusion. Nothing typed is lost by an upload or a refusal. */
export default page({
  path: `${desk}/:number/visit`,
  shell: 'desk',
  allow: enforces,
  actions: {
    // Enter and an upload keep what was typed: the record is made by its own button.
    upload: action({
      operation: cases.addPaper,
      input: (f: FormValues, p) => ({ caseId: f.caseId, slot: 'photo', file: sentPaper(f, p.query).file }) as never,
      next: (_, p) => ({ to: `${p.url.pathname}#materials`, keep: true }),
    }),
    record: action({
      operation: recordVisit,
      input: read,
      next: (_, p) => `${p.url.pathname.replace(/\/visit$/, '')}?done=1`,
    }),
  },
  async render(p) {
    const { t, lang } = p
    const v = await p.call(cases.viewCase, { number: p.params.number! })
    if (v.kind !== inspection.kind || !v.mine.includes('inspection.visited')) throw standardProblem('NOT_FOUND')
    const { facts } = await caseAt<Inspection>(p.tx, { number: v.number })
    const visit = (await visitOfCase(p.tx, v.jurisdiction, v.id))!
    const content = (await p.call(getList, { number: facts.list }))?.content
    const items = facts.items.flatMap((code) => content?.items.find((i) => i.code === code) ?? [])
    const officers = await cardsNamed(p.tx, facts.officers, p.clock.now())
    const address = `${p.site.replace(/\/$/, '')}${scanPath(visit.token)}`
    const qr = await QRCode.toString(address, { type: 'svg', errorCorrectionLevel: 'M', margin: 2 })
    const chosen = many(p.form?.values.present)
    const wrong = (name: string) => {
      const said = p.form?.fields[name]
      return said && t(said)
    }
    const photos: Paper[] = papersOf(v, p)
    return {
      title: text(`现场检查：${v.form.name}`, `Visit: ${v.form.name}`),
      scripts: ['/assets/keep-form.js'],
      body: (
        <DeskPage
          p={p}
          title={t(`现场检查：${v.form.name}`, `Visit: ${v.form.name}`)}
          lead={String(v.form.address ?? '')}
          back={{ href: `${desk}/${v.number}`, text: v.number }}
          labels={Object.fromEntries([
            ['present', t('到场的检查人员', 'Officers present')],
            ['conclusion', t('结论', 'Conclusion')],
            ['rectifyDays', t('整改几天', 'Days to put right')],
            ['receiver', t('现场负责人', 'Who was met')],
            ...items.flatMap((i) =>
              i.checks.flatMap((k) => [
                [`r.${i.code}.${k.code}`, k.title[lang]] as [string, string],
                [`n.${i.code}.${k.code}`, k.title[lang]] as [string, string],
              ]),
            ),
          ])}
        >
          <details class="more" open={!p.form}>
            <summary>{t('先出示：执法证，和这个二维码', 'First show your cards, and this code')}</summary>
            <figure
              class="qr"
              role="img"
              aria-label={t('检查通知的二维码', 'The code of the notice')}
              dangerouslySetInnerHTML={{ __html: qr }}
            />
            <p>
              <a href={address}>{t('二维码打开的页面', 'The page that it opens')}</a> ·{' '}
              {t(
                `${visit.windowFrom} 至 ${visit.windowTo} 有效`,
                `valid from ${visit.windowFrom} to ${visit.windowTo}`,
              )}
            </p>
          </details>
          <form method="post" action={p.url.pathname} class="form" enctype="multipart/form-data" novalidate data-keep>
            <EnterSaves value="upload" />
            <input type="hidden" name="caseId" value={v.id} />
            <input type="hidden" name="csrf" value={p.csrf} />
            <input type="hidden" name="command" value={p.command} />
            <fieldset class={`field${wrong('present') ? ' has-error' : ''}`} id="f-present">
              <legend>{t('到场的检查人员（不少于两人）', 'Officers present (two or more)')}</legend>
              {wrong('present') && <span class="error">{wrong('present')}</span>}
              {officers.map((c) => (
                <label class="choice">
                  <input type="checkbox" name="present" value={c.number} checked={chosen.includes(c.number)} /> {c.name}{' '}
                  · {c.unitName[lang]} · <span class="num">{c.number}</span>
                </label>
              ))}
            </fieldset>
            {items.map((item) => (
              <section>
                <h2>{item.title[lang]}</h2>
                {item.checks.map((check) => (
                  <Line p={p} item={item} check={check} />
                ))}
              </section>
            ))}
            <h2 id="materials">{t('照片', 'Photos')}</h2>
            <PaperUpload
              lang={lang}
              path={p.url.pathname}
              parts={{ place: v.jurisdiction, of: v.id }}
              errors={p.form?.action === 'upload' && p.form.fields.file ? { 'material.photo': p.form.fields.file } : {}}
              slots={[
                { id: 'photo', name: t('现场照片', 'Photos of the place'), required: false, maxBytes: MOST_BYTES },
              ]}
              papers={{ photo: photos }}
            />
            <h2>{t('结论', 'Conclusion')}</h2>
            <fieldset class={`field${wrong('conclusion') ? ' has-error' : ''}`} id="f-conclusion">
              <legend>{t('这次检查的结论', 'Conclusion of the visit')}</legend>
              {wrong('conclusion') && <span class="error">{wrong('conclusion')}</span>}
              {CONCLUSIONS.map((k) => (
                <label class="choice">
                  <input type="radio" name="conclusion" value={k} checked={one(p.form?.values.conclusion) === k} />{' '}
                  {t(conclusions[k]!)}
                </label>
              ))}
            </fieldset>
            <Field
              name="rectifyDays"
              label={t('限期整改的，几天', 'If it is to be put right: in how many days')}
              value={one(p.form?.values.rectifyDays)}
              error={wrong('rectifyDays')}
              attributes={{ inputmode: 'numeric', maxlength: 3 }}
            />
            <Field
              name="receiver"
              label={t('现场负责人姓名', 'Name of who was met')}
              value={one(p.form?.values.receiver)}
              error={wrong('receiver')}
              required
              attributes={{ maxlength: 60 }}
            />
            <Field
              name="statement"
              type="textarea"
              label={t('检查对象的陈述（选填）', 'What the subject says (optional)')}
              value={one(p.form?.values.statement)}
              error={wrong('statement')}
              attributes={{ maxlength: 2000 }}
            />
            <div class="sticky-act actions">
              <Button name="do" value="record">
                {t('完成记录', 'Complete the record')}
              </Button>
            </div>
          </form>
        </DeskPage>
      ),
    }
  },
})
