import {
  action,
  csvRows,
  decodeText,
  type FormValues,
  holdsPost,
  page,
  text,
  uploaded,
} from '../../../kernel/platform/index.ts'
import { Act, Button, csvFile, DeskPage, Empty, Facts, StepForm } from '../../../web/ui/index.ts'
import * as c from '../contract.ts'
import { OFFICER } from '../listing.kind.ts'
import * as paths from '../paths.ts'
import { FIELDS, fieldNames, guessMapping } from '../register.rules.ts'
import { registerOf, registers } from '../registers.ts'

const TITLE = text('导入登记簿', 'Import a register')
const bringing = [
  {
    name: 'register',
    kind: 'choice' as const,
    decides: true,
    label: text('哪一种登记簿', 'Which register'),
    options: registers.map((r) => ({ value: r.id, text: r.title })),
  },
  {
    name: 'file',
    kind: 'file' as const,
    accept: '.csv,text/csv',
    label: text('表格文件（CSV）', 'Table (CSV)'),
    hint: text('UTF-8 或 GB 18030，第一行是列名', 'UTF-8 or GB 18030, names of columns in the first row'),
  },
]
const one = (v: FormValues[string] | undefined) => (typeof v === 'string' ? v : '')

/** Bring a file, say which column is which, get back what could not be taken, with every reason. */
export default page({
  path: paths.deskRegisters,
  shell: 'desk',
  allow: holdsPost([OFFICER, 'list-keeper']),
  actions: {
    bring: action({
      operation: c.bringRegister,
      input: (f) => ({ register: one(f.register), file: uploaded(f.file) }),
      next: ({ sha256, register }) => `${paths.deskRegisters}?file=${sha256}&register=${register}`,
    }),
    import: action({
      operation: c.importRegister,
      input: (f) => ({
        register: one(f.register),
        sha256: one(f.sha256),
        mapping: Object.fromEntries(
          fieldNames.flatMap((n) => (/^\d+$/.test(one(f[`map.${n}`])) ? [[n, Number(one(f[`map.${n}`]))]] : [])),
        ),
      }),
      next: ({ id }) => `${paths.deskRegisters}?import=${id}`,
    }),
  },
  async render(p) {
    const { t, lang } = p
    if (p.query.import) {
      const done = await p.call(c.imported, { id: p.query.import })
      if (p.query.format === 'csv')
        return csvFile(
          text('退回的行', 'Refused rows'),
          [
            { key: 'row', title: text('行', 'Row'), value: (r: (typeof done.refused)[number]) => r.row },
            { key: 'why', title: text('原因', 'Reasons'), value: (r) => r.reasons.map((x) => x[lang]).join(' ') },
            ...done.head.map((h, i) => ({
              key: `c${i}`,
              title: text(h, h),
              value: (r: (typeof done.refused)[number]) => r.cells[i] ?? '',
            })),
          ],
          done.refused,
          p,
        )
      return {
        title: TITLE,
        body: (
          <DeskPage p={p} title={t(TITLE)} back={{ href: paths.deskRegisters, text: t('再导入', 'Import another') }}>
            <Facts
              rows={[
                [t('登记簿', 'Register'), registerOf(done.register)?.title[lang] ?? done.register],
                [t('记入', 'Taken'), done.taken],
                [t('其中校验码不对（只提醒）', 'of these with a wrong check digit (a warning)'), done.warned],
                [t('退回', 'Refused'), done.refused.length],
              ]}
            />
            {done.refused.length === 0 ? (
              <Empty>{t('没有退回的行。', 'No row was refused.')}</Empty>
            ) : (
              <>
                <ol class="plain">
                  {done.refused.slice(0, 50).map((r) => (
                    <li>
                      {t(`第 ${r.row} 行：`, `Row ${r.row}: `)}
                      {r.reasons.map((x) => x[lang]).join(' ')}
                    </li>
                  ))}
                </ol>
                <a href={`${paths.deskRegisters}?import=${p.query.import}&format=csv`} download>
                  {t('下载退回的行和原因（CSV）', 'Download refused rows with reasons (CSV)')}
                </a>
              </>
            )}
          </DeskPage>
        ),
      }
    }
    const sha256 = one(p.form?.values.sha256) || p.query.file
    const bytes = sha256 ? await p.files.get(sha256) : undefined
    const rows = bytes && csvRows(decodeText(bytes))
    const chosen = one(p.form?.values.register) || p.query.register
    if (rows?.[0]) {
      const head = rows[0]
      const guess = guessMapping(head)
      return {
        title: TITLE,
        body: (
          <DeskPage
            p={p}
            title={t('哪一列是什么', 'Which column is which')}
            back={{ href: paths.deskRegisters, text: t(TITLE) }}
            lead={t(
              `共 ${rows.length - 1} 行。请核对每一列；例子是第一行。`,
              `${rows.length - 1} rows. Please check each column; the example is the first row.`,
            )}
            labels={Object.fromEntries(fieldNames.map((n) => [n, FIELDS[n].title[lang]]))}
          >
            <form method="post" class="form" novalidate>
              <Act p={p} name="import" />
              <input type="hidden" name="sha256" value={sha256} />
              <div class="field">
                <label for="f-register">{t('哪一种登记簿', 'Which register')}</label>
                <select id="f-register" name="register" required>
                  <option value="">{t('请选择', 'Please choose')}</option>
                  {registers.map((r) => (
                    <option value={r.id} selected={r.id === chosen}>
                      {r.title[lang]}
                    </option>
                  ))}
                </select>
              </div>
              {fieldNames.map((n) => {
                const typed = p.form ? one(p.form.values[`map.${n}`]) : String(guess[n] ?? '')
                const wrong = p.form?.fields[n]
                return (
                  <div class={`field${wrong ? ' has-error' : ''}`}>
                    <label for={`f-${n}`}>
                      {FIELDS[n].title[lang]}
                      {!FIELDS[n].needed && t('（选填）', ' (optional)')}
                    </label>
                    {wrong && <span class="error">{wrong[lang]}</span>}
                    <select id={`f-${n}`} name={`map.${n}`}>
                      <option value="">{t('没有这一列', 'No such column')}</option>
                      {head.map((h, i) => (
                        <option value={String(i)} selected={typed === String(i)}>
                          {h} — {(rows[1]?.[i] ?? '').slice(0, 30)}
                        </option>
                      ))}
                    </select>
                  </div>
                )
              })}
              <Button>{t('导入', 'Import')}</Button>
            </form>
          </DeskPage>
        ),
      }
    }
    return {
      title: TITLE,
      body: (
        <DeskPage
          p={p}
          title={t(TITLE)}
          lead={t(
            '市场主体、中介机构、建筑、金融等登记簿。校验码不对只提醒；不能用的行退回，写明每一条原因。',
            'Registers of businesses, intermediaries, construction, finance. A wrong check digit warns; rows that cannot be used come back with every reason.',
          )}
        >
          {p.query.file && (
            <Empty>{t('这个文件不在了，请重新上传。', 'The file is gone; please bring it again.')}</Empty>
          )}
          <StepForm p={p} name="bring" button={t('上传', 'Bring')} fields={bringing} />
        </DeskPage>
      ),
    }
  },
})
