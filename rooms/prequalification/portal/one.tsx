import { action, anyone, type FormValues, page, text, uploaded } from '../../../kernel/platform/index.ts'
import {
  Deadline,
  Facts,
  fieldsOf,
  PortalPage,
  PublicCourse,
  readFields,
  StepForm,
  sayTime,
} from '../../../web/ui/index.ts'
import { specialties } from '../../tenders/contract.ts'
import { apply, object, prequalification } from '../contract.ts'
import { portal } from '../paths.ts'
import { conditionsOf } from '../review.rules.ts'

const applying = fieldsOf(apply, {
  name: text('申请人名称（联合体写牵头人）', 'Name (of a consortium: the leading member)'),
  uscc: text('统一社会信用代码', 'Credit code'),
  members: {
    label: text('联合体其他成员（不是联合体不填）', 'Other members of the consortium (if it is one)'),
    kind: 'lines',
    required: false,
    hint: text(
      '一家一行：名称 信用代码 分工。通过以后增减、更换成员的，投标无效（实施条例第三十七条）。',
      'One a line: name, credit code, part of the work. If members change after this, the bid is void (art. 37).',
    ),
  },
})
const objecting = fieldsOf(object, {
  words: { label: text('异议的内容和理由', 'What you object to, and why'), kind: 'lines' },
})
const files = [
  {
    name: 'file',
    kind: 'file',
    label: text('资格预审申请文件（PDF）', 'Application (PDF)'),
    accept: 'application/pdf',
  },
  {
    ...{ name: 'agreement', kind: 'file', accept: 'application/pdf', required: false },
    label: text('共同投标协议（联合体要有，PDF）', 'Joint bid agreement (of a consortium, PDF)'),
  },
] as const
const agreed = {
  ...{ name: 'agreed', kind: 'yes' },
  label: text('所填属实，没有与他人串通。', 'What I write is true, and I collude with nobody.'),
} as const

/** The notice, how to apply, and the reader’s own result. */
export default page({
  path: `${portal}/:number`,
  shell: 'portal',
  allow: anyone,
  actions: {
    object: action({
      operation: object,
      input: (f: FormValues) => ({ ...readFields(objecting, f), caseId: String(f.caseId ?? '') }) as never,
      next: ({ number }) => `${portal}/${number}?objected=1`,
    }),
    apply: action({
      operation: apply,
      input: (f: FormValues, p) => {
        const agreement = f.agreement ? uploaded(f.agreement) : undefined
        return {
          ...readFields(applying, f),
          ...{ number: p.params.number!, agreed: f.agreed === 'true', file: uploaded(f.file) },
          ...(agreement && agreement.size > 0 ? { agreement } : {}),
        } as never
      },
      next: ({ number }) => `${portal}/${number}?applied=1`,
    }),
  },
  async render(p) {
    const { t, lang } = p
    const c = await p.call(prequalification, { number: p.params.number! })
    const { form: f, now } = c
    const own = now.mine
    const shownFields = [
      ...applying.filter((x) => f.consortium || x.name !== 'members'),
      ...files.filter((x) => f.consortium || x.name !== 'agreement'),
      agreed,
    ]
    return {
      title: text(f.title, f.titleEn),
      scripts: ['/assets/countdown.js', '/assets/careful-form.js'],
      body: (
        <PortalPage
          p={p}
          title={lang === 'zh' ? f.title : f.titleEn}
          lead={`${c.number} · ${c.unit[lang]} · ${c.statusText[lang]}`}
          back={{ href: portal, text: t('资格预审', 'Prequalifications') }}
          labels={{
            words: t('异议的内容和理由', 'What you object to, and why'),
            ...Object.fromEntries(shownFields.map((x) => [x.name, t(x.label)])),
          }}
          said={[
            [p.query.objected, text('异议已收到，三日内答复。', 'Received: it is answered within three days.')],
            [
              p.query.applied,
              text('申请已收到；截止以前可以重交。', 'Received; until the deadline it can be handed in again.'),
            ],
          ]}
        >
          {own?.passed === true && (
            <section class="notice success" role="status">
              <strong>● {t('资格预审结果：通过', 'Result: passed')}</strong>
              <p>{t('招标公告发布以后，您可以登记投标。', 'Once the tender is announced you can register to bid.')}</p>
            </section>
          )}
          {own?.passed === false && (
            <section class="notice warning" role="status">
              <strong>■ {t('资格预审结果：没有通过', 'Result: not passed')}</strong>
              <ul>
                {own.reasons.map((r) => (
                  <li>{r}</li>
                ))}
              </ul>
            </section>
          )}
          {now.expert && (
            <p>
              <a class="button" href={`${portal}/${c.number}/committee`}>
                {t(`审查台（${now.expert}）`, `The committee’s desk (${now.expert})`)}
              </a>
            </p>
          )}
          <Facts
            rows={[
              [t('招标范围', 'What will be tendered'), f.scope],
              [
                t('资格条件', 'Conditions'),
                <ol>
                  {conditionsOf(f.conditions).map((x) => (
                    <li>{x}</li>
                  ))}
                </ol>,
              ],
              [
                t('联合体', 'Consortia'),
                f.consortium
                  ? t('接受，要附共同投标协议', 'accepted, with their agreement')
                  : t('不接受', 'not accepted'),
              ],
              [
                t('资格审查委员会', 'Committee'),
                t(
                  `${f.committee} 人，${specialties[f.specialty].zh}专业，随机抽取`,
                  `${f.committee}, ${specialties[f.specialty].en}, drawn at random`,
                ),
              ],
              ...(c.deadline
                ? ([[t('申请截止', 'Deadline'), <Deadline at={c.deadline} open={now.apply} p={p} />]] as [
                    string,
                    never,
                  ][])
                : []),
            ]}
          />
          <section>
            <h2>{t('资格预审文件', 'Documents')}</h2>
            <ul>
              {c.documents.map((d) => (
                <li>
                  <a href={`${portal}/${c.number}/files/${d.sha256}`}>{d.name}</a>{' '}
                  <span class="small">
                    SHA-256 <code>{d.sha256.slice(0, 16)}…</code>
                  </span>
                </li>
              ))}
            </ul>
          </section>
          {c.clarifications.length > 0 && (
            <section>
              <h2>{t('澄清和修改', 'Clarifications')}</h2>
              {c.clarifications.map((x) => (
                <p>
                  {x.words}{' '}
                  <span class="small">
                    {sayTime(x.at, lang)}
                    {x.deadline && ` · ${t('截止推迟到', 'deadline moved to')} ${sayTime(new Date(x.deadline), lang)}`}
                  </span>
                </p>
              ))}
            </section>
          )}
          {c.objections.length > 0 && (
            <section>
              <h2>{t('异议', 'Objections')}</h2>
              {c.objections.map((o) => (
                <p>
                  {t(`第 ${o.n} 项`, `No. ${o.n}`)} · {sayTime(o.at, lang)}
                  {o.words && `：${o.words}`}
                  <br />
                  {o.answer
                    ? `${t('答复', 'Answer')}：${o.answer}`
                    : `▲ ${t('待答复，程序停下', 'waits for its answer; it stands still')}`}
                </p>
              ))}
            </section>
          )}
          {now.object && p.actor.kind === 'person' && (
            <details class="more" open={p.form?.action === 'object'}>
              <summary>{t('对资格预审文件提出异议', 'Object to the documents')}</summary>
              <StepForm
                p={p}
                name="object"
                button={t('提出异议', 'Object')}
                fields={objecting}
                tells={t(
                  '截止二日以前提出，三日内答复，答复以前程序停下。您是谁不公开。',
                  'Two days before the deadline at least; answered within three days, and until then it stands still. Who you are is not published.',
                )}
              >
                <input type="hidden" name="caseId" value={c.caseId} />
              </StepForm>
            </details>
          )}
          {own && (
            <section>
              <h2>{t('您的申请', 'Your application')}</h2>
              <Facts
                rows={[
                  [t('申请人', 'Applicant'), `${own.name} ${own.uscc}`],
                  ...(own.members ? ([[t('联合体成员', 'Members'), own.members]] as [string, string][]) : []),
                  [t('提交时间', 'Handed in'), sayTime(own.appliedAt, lang)],
                  [t('文件', 'Files'), own.files.join('、')],
                ]}
              />
            </section>
          )}
          {now.apply &&
            (p.actor.kind === 'person' ? (
              <section>
                <h2>{own ? t('重交申请', 'Hand it in again') : t('提交申请', 'Apply')}</h2>
                <p class="small">
                  {t(
                    '谁申请、有几家、谁通过，一直不公开（招标投标法第二十二条）；结果只告诉您自己。',
                    'Who applied, how many, and who passed is never published (art. 22); the result is told to you alone.',
                  )}
                </p>
                <StepForm
                  p={p}
                  name="apply"
                  button={t('提交申请', 'Apply')}
                  fields={shownFields as never}
                  {...(own ? { values: { name: own.name, uscc: own.uscc, members: own.members } } : {})}
                />
              </section>
            ) : (
              <p>
                <a class="button" href={`/login?next=${encodeURIComponent(`${portal}/${c.number}`)}`}>
                  {t('登录以后申请', 'Log in to apply')}
                </a>
              </p>
            ))}
          <PublicCourse acts={c.acts} lang={lang} />
        </PortalPage>
      ),
    }
  },
})
