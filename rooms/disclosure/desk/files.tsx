import { caseAt, contract as cases, findPaper, papersOfCase, sees } from '../../../kernel/cases/index.ts'
import { lookAtPage, readRegions } from '../../../kernel/documents/index.ts'
import {
  action,
  type FormValues,
  holdsPost,
  isUuid,
  type PageContext,
  page,
  postOf,
  standardProblem,
  text,
  uploaded,
} from '../../../kernel/platform/index.ts'
import { Act, Button, DeskPage, Empty, Field } from '../../../web/ui/index.ts'
import { type Disclosure, disclosure, linesOf, OFFICER } from '../case.kind.ts'
import { redact } from '../contract.ts'
import { outcomes } from '../outcomes.ts'
import * as paths from '../paths.ts'
import { askedOf } from '../view.ts'

const one = (v: FormValues[string] | undefined): string => (typeof v === 'string' ? v.trim() : '')
const many = (v: FormValues[string] | undefined): string[] =>
  (Array.isArray(v) ? v : [v]).filter((x): x is string => typeof x === 'string' && x !== '')
const lines = (s: string): string[] =>
  s
    .split(/\r?\n/)
    .map((l) => l.trim())
    .filter(Boolean)

async function ofUnit(p: PageContext) {
  const at = await caseAt<Disclosure>(p.tx, { number: p.params.number! })
  if (at.kind.kind !== disclosure.kind || postOf(p.actor)?.unitCode !== at.found.unit)
    throw standardProblem('NOT_FOUND')
  return at
}

/** One page of a file as a picture, for whoever chooses what is blackened. */
export const filePicture = page({
  path: `${paths.desk}/:number/files/:paper/:page`,
  shell: 'none',
  allow: holdsPost(OFFICER),
  async render(p) {
    const at = await ofUnit(p)
    const paper = isUuid(p.params.paper) ? await findPaper(p.tx, p.params.paper) : undefined
    const n = Number((p.params.page ?? '').replace(/\.png$/, ''))
    const data = paper?.caseId === at.found.id && (await sees(p.tx, at, p.actor)) && (await p.files.get(paper.sha256))
    if (!data || !Number.isInteger(n) || n < 1) throw standardProblem('NOT_FOUND')
    const { png } = await lookAtPage({ pdf: data, page: n })
    return { title: text('页', 'Page'), bytes: { data: png, type: 'image/png' } }
  },
})

/** Files that were found for a request, and their redaction: words and regions, on a picture with a scale in millimetres. */
export const deskFiles = page({
  path: `${paths.desk}/:number/files`,
  shell: 'desk',
  allow: holdsPost(OFFICER),
  actions: {
    upload: action({
      operation: cases.addPaper,
      input: async (f, p) => ({
        caseId: (await ofUnit(p)).found.id,
        slot: one(f.slot) === 'disclosed' ? 'disclosed' : 'found',
        file: uploaded(f.file) ?? { name: '', size: 0, bytes: new Uint8Array() },
      }),
      next: (_, p) => `${p.url.pathname}?done=1`,
    }),
    redact: action({
      operation: redact,
      input: async (f, p) => {
        const read = readRegions(one(f.regions))
        return {
          caseId: (await ofUnit(p)).found.id,
          item: Number(one(f.item)) || 0,
          paper: one(f.paper),
          words: lines(one(f.words)),
          // What does not read goes on as it was typed, to be named there.
          regions: 'regions' in read ? read.regions : [{ page: 0 }],
          grounds: many(f.grounds),
          reason: one(f.reason),
        } as never
      },
      next: (_, p) => `${p.url.pathname}?done=1`,
    }),
  },
  async render(p) {
    const { t, lang } = p
    const at = await ofUnit(p)
    const papers = await papersOfCase(p.tx, at.found.jurisdiction, at.found.id)
    const found = papers.filter((x) => x.slot === 'found' && x.type === 'application/pdf')
    const chosen = found.find((x) => x.id === (one(p.form?.values.paper) || p.query.paper)) ?? found.at(-1)
    const n = Math.max(1, Number(p.query.page) || 1)
    const data = chosen && (await p.files.get(chosen.sha256))
    const shown = data && (await lookAtPage({ pdf: data, page: n }).catch(() => undefined))
    const asked = linesOf(await askedOf(p.tx, at))
    const typed = (name: string) => one(p.form?.values[name])
    const wrong = (name: string) => {
      const read = name === 'regions' ? readRegions(typed('regions')) : undefined
      return read && 'problem' in read ? read.problem[lang] : p.form?.fields[name]?.[lang]
    }
    const title = text('检索到的文件', 'Files that were found')
    return {
      title,
      body: (
        <DeskPage
          p={p}
          title={t(title)}
          back={{ href: `${paths.desk}/${at.found.number}`, text: at.found.number }}
          lead={t(
            '检索到的文件只有本机关看得到；全文公开的和遮盖过的，答复以后申请人看得到。',
            'What was found is seen here only; what is disclosed whole or with parts blackened, by the requester once the answer is given.',
          )}
          labels={{
            words: t('要遮盖的词', 'Words'),
            regions: t('要遮盖的区域', 'Regions'),
            grounds: t('依据', 'Grounds'),
            reason: t('理由', 'Reason'),
            file: t('文件', 'File'),
          }}
        >
          <ul class="plain">
            {papers.map((f) => (
              <li>
                <a href={`/materials/${f.id}`}>{f.name}</a>{' '}
                <span class="badge">{disclosure.slots?.[f.slot]?.[lang] ?? f.slot}</span>{' '}
                {f.slot === 'found' && <a href={`?paper=${f.id}`}>{t('遮盖', 'Redact')}</a>}
              </li>
            ))}
          </ul>
          {papers.length === 0 && <Empty>{t('还没有文件。', 'No files yet.')}</Empty>}
          <form method="post" enctype="multipart/form-data" class="form">
            <Act p={p} name="upload" />
            <div class="field">
              <label for="f-slot">{t('这份文件', 'This file')}</label>
              <select id="f-slot" name="slot">
                <option value="found">
                  {t('只供本机关用，遮盖后再公开', 'for us; disclosed once parts are blackened')}
                </option>
                <option value="disclosed">{t('全文公开', 'is disclosed whole')}</option>
              </select>
            </div>
            <Field
              name="file"
              type="file"
              label={t('选择文件（PDF）', 'File (PDF)')}
              error={p.form?.fields.file?.[lang]}
              required
            />
            <Button>{t('上传', 'Upload')}</Button>
          </form>
          {chosen && (
            <section>
              <h2>{t(`遮盖：${chosen.name}`, `Redact: ${chosen.name}`)}</h2>
              {shown ? (
                <>
                  <p class="small">
                    {shown.text
                      ? t('这一页有文字，可以按词遮盖。', 'This page has text: words can be found.')
                      : t(
                          '这一页是图片（扫描件），词找不到，请写区域。',
                          'This page is a picture (a scan): words cannot be found, please give regions.',
                        )}{' '}
                    {Array.from({ length: shown.pages }, (_, i) => i + 1).map((i) => (
                      <>
                        <a href={`?paper=${chosen.id}&page=${i}`} aria-current={i === n ? 'page' : undefined}>
                          {t(`第 ${i} 页`, `page ${i}`)}
                        </a>{' '}
                      </>
                    ))}
                  </p>
                  <Scaled
                    src={`${paths.desk}/${at.found.number}/files/${chosen.id}/${n}.png`}
                    size={shown.millimetres}
                    alt={t(`第 ${n} 页，刻度为毫米`, `Page ${n}, scale in millimetres`)}
                  />
                </>
              ) : (
                <Empty>{t('这个文件打不开。', 'The file cannot be opened.')}</Empty>
              )}
              <form method="post" class="form" novalidate>
                <Act p={p} name="redact" />
                <input type="hidden" name="paper" value={chosen.id} />
                <div class="field">
                  <label for="f-item">{t('属于第几项', 'For which item')}</label>
                  <select id="f-item" name="item">
                    {asked.map((line, i) => (
                      <option value={String(i + 1)} selected={typed('item') === String(i + 1)}>
                        {i + 1}. {line.slice(0, 60)}
                      </option>
                    ))}
                  </select>
                </div>
                <Field
                  name="words"
                  type="textarea"
                  lines={4}
                  label={t('要遮盖的词，每行一个', 'Words to blacken, one a line')}
                  hint={t(
                    '跨行、全角半角、大小写都算同一个词；找不到的会告诉您。',
                    'Over line ends, in any width and case; what is not found is said.',
                  )}
                  value={typed('words')}
                  error={wrong('words')}
                />
                <Field
                  name="regions"
                  type="textarea"
                  lines={3}
                  label={t(
                    '要遮盖的区域，每行：页 左 上 宽 高（毫米）',
                    'Regions, one a line: page left top width height (mm)',
                  )}
                  hint={t('例如 1 20 35 80 10', 'as in 1 20 35 80 10')}
                  value={typed('regions')}
                  error={wrong('regions')}
                />
                <fieldset class="field">
                  <legend>{t('依据', 'Grounds')}</legend>
                  {wrong('grounds') && <span class="error">{wrong('grounds')}</span>}
                  {outcomes
                    .filter((o) => o.group === 'refused')
                    .map((o) => (
                      <label class="choice">
                        <input
                          type="checkbox"
                          name="grounds"
                          value={o.code}
                          checked={many(p.form?.values.grounds).includes(o.code)}
                        />{' '}
                        {o.title[lang]}
                      </label>
                    ))}
                </fieldset>
                <Field
                  name="reason"
                  type="textarea"
                  lines={3}
                  label={t('理由（告知申请人）', 'Reason, told to the requester')}
                  value={typed('reason')}
                  error={wrong('reason')}
                  required
                />
                <Button>{t('生成遮盖后的文件', 'Make the redacted file')}</Button>
              </form>
            </section>
          )}
        </DeskPage>
      ),
    }
  },
})

/** A page with a line every ten millimetres, numbered: regions are read off it without a script. */
function Scaled({ src, size, alt }: { src: string; size: { width: number; height: number }; alt: string }) {
  const { width, height } = size
  const marks = (to: number) => Array.from({ length: Math.floor(to / 10) }, (_, i) => (i + 1) * 10)
  return (
    <svg viewBox={`0 0 ${width} ${height}`} role="img" aria-label={alt} class="redaction-page">
      <image href={src} x="0" y="0" width={width} height={height} />
      {marks(width).map((x) => (
        <>
          <line x1={x} x2={x} y1="0" y2={height} stroke="#0b5d7a" stroke-width={x % 50 === 0 ? 0.3 : 0.1} />
          <text x={x + 0.4} y="3" font-size="3" fill="#0b5d7a">
            {x}
          </text>
        </>
      ))}
      {marks(height).map((y) => (
        <>
          <line y1={y} y2={y} x1="0" x2={width} stroke="#0b5d7a" stroke-width={y % 50 === 0 ? 0.3 : 0.1} />
          <text x="0.4" y={y - 0.4} font-size="3" fill="#0b5d7a">
            {y}
          </text>
        </>
      ))}
    </svg>
  )
}
