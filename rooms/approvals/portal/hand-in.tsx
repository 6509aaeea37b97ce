import type { PageContext } from '../../../kernel/platform/index.ts'
import { Button, type CitizenOf, Field, Notice, Papers, PaperUpload, papersOf } from '../../../web/ui/index.ts'
import type * as contract from '../contract.ts'

const here = (p: PageContext) => p.url.pathname

/** What was promised to come later is handed in here, whoever's turn it is. */
export function Later({ p, c, item }: CitizenOf<contract.CaseView>) {
  const { t, lang } = p
  return (
    <form method="post" action={here(p)} enctype="multipart/form-data" class="form" novalidate data-keep="">
      <input type="hidden" name="csrf" value={p.csrf} />
      <input type="hidden" name="command" value={p.command} />
      <h3>{t('补交承诺的材料', 'Hand in what you promised')}</h3>
      <div id="promised" data-fresh>
        {p.form?.action === 'upload' && p.form.fields.file && <p class="error">{p.form.fields.file[lang]}</p>}
      </div>
      <PaperUpload
        lang={lang}
        path={here(p)}
        parts={{ place: c.jurisdiction, of: c.id }}
        errors={{}}
        papers={{}}
        slots={c.deferred
          .filter((d) => !d.given)
          .map((d) => ({
            id: d.material,
            name: d.name[lang],
            required: true,
            maxBytes: item!.content.materials.find((m) => m.id === d.material)!.maxBytes,
          }))}
      />
    </form>
  )
}

/** The whole correction is one form: words and files together, so that an upload takes no word away. */
export function Correction({ p, c, item }: CitizenOf<contract.CaseView>) {
  const { t, lang } = p
  const notice = c.acts.findLast((a) => a.type === 'correction.requested')?.why
  const kept = p.form && ['answer', 'upload'].includes(p.form.action) ? p.form : undefined
  const given = papersOf(item, c, lang).filter((m) => m.fresh)
  return (
    <>
      <Notice kind="warning" title={t('要补正的内容', 'What to correct')}>
        <p>{notice}</p>
      </Notice>
      <form method="post" action={here(p)} enctype="multipart/form-data" class="form" novalidate data-keep="">
        <input type="hidden" name="csrf" value={p.csrf} />
        <input type="hidden" name="command" value={p.command} />
        <Field
          name="answer"
          type="textarea"
          label={t('补正说明', 'Your answer')}
          value={kept ? String(kept.values.answer ?? '') : undefined}
          error={kept?.fields.answer?.[lang]}
          lines={3}
          required
        />
        <div id="given" data-fresh>
          {kept?.fields.file && <p class="error">{kept.fields.file[lang]}</p>}
          {given.length > 0 && <Papers list={given} lang={lang} />}
        </div>
        <details class="more" open>
          <summary>{t('补材料', 'Add materials')}</summary>
          <PaperUpload
            lang={lang}
            path={here(p)}
            parts={{ place: c.jurisdiction, of: c.id }}
            errors={{}}
            papers={{}}
            slots={item!.content.materials.map((m) => ({
              id: m.id,
              name: m.name[lang],
              required: false,
              maxBytes: m.maxBytes,
            }))}
          />
        </details>
        <div class="actions">
          <Button name="do" value="answer">
            {t('提交补正', 'Send the correction')}
          </Button>
        </div>
      </form>
    </>
  )
}
