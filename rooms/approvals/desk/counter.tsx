import { listPublished, powerTypes } from '../../../kernel/catalog/index.ts'
import { units } from '../../../kernel/identity/index.ts'
import {
  action,
  type FormValues,
  holdsPost,
  type PageContext,
  page,
  postOf,
  type Text,
  text,
} from '../../../kernel/platform/index.ts'
import { DeskPage, Facts, Field, List, listQuery, readForm, sayTime, words } from '../../../web/ui/index.ts'
import { approval } from '../case.kind.ts'
import * as contract from '../contract.ts'
import { applicationForm, draftActions, itemOf, SAID } from '../portal/application-form.tsx'
import { arrivalOf } from '../quota/quota.store.ts'
import { arrivedRow, QuotaNotice } from '../quota/quota.tsx'

const PATH = '/desk/counter'
const TITLE = text('窗口收件', 'Take an application')
const one = (v: FormValues[string] | undefined): string => (typeof v === 'string' ? v.trim() : '')
const read = listQuery({ q: words })

/** What this counter takes for a person who stands there: the items of its place and of the city. */
export const counterList = page({
  path: PATH,
  shell: 'desk',
  allow: holdsPost('clerk'),
  async render(p) {
    const { t, lang } = p
    const q = read(p)
    const { home } = p
    const mine = postOf(p.actor)!.jurisdiction
    const names = new Map((await units(p.tx)).map((u) => [u.code, u.name]))
    const typed = (q.filters.q ?? '').trim()
    const all = (await listPublished(p.tx, p.clock.now()))
      .filter((i) => approval.powers!.includes(i.powerType) && (i.jurisdiction === mine || i.jurisdiction === home))
      .filter((i) => typed === '' || `${i.name.zh} ${i.name.en} ${i.code}`.toLowerCase().includes(typed.toLowerCase()))
    return {
      title: TITLE,
      body: (
        <DeskPage
          p={p}
          title={t(TITLE)}
          lead={t(
            '申请人在场时用：核对证件，代为填写、扫描、提交。',
            'With the applicant present: check the card, fill in, scan and submit.',
          )}
        >
          <List
            lang={lang}
            title={TITLE}
            query={q}
            columns={[
              { key: 'name', title: text('事项', 'Item'), value: (i) => i.name[lang], phone: 'heading' },
              { key: 'unit', title: text('单位', 'Unit'), value: (i) => names.get(i.unit)?.[lang] },
              {
                key: 'type',
                title: text('类型', 'Type'),
                value: (i) => powerTypes[i.powerType as keyof typeof powerTypes]?.[lang],
                phone: 'none',
              },
            ]}
            rows={all}
            href={(i) => `${PATH}/${i.code}`}
            filters={[{ name: 'q', title: text('事项名称', 'Item'), kind: 'search' }]}
            empty={text('没有这样的事项。', 'No such item.')}
          />
        </DeskPage>
      ),
    }
  },
})

/** The same form that the applicant has, with who stands there on top; a receipt at the end. */
export const counterForm = page({
  path: `${PATH}/:item`,
  shell: 'desk',
  allow: holdsPost('clerk'),
  actions: {
    ...draftActions('counter'),
    submit: action({
      operation: contract.takeAtCounter,
      input: async (f: FormValues, p: PageContext) => ({
        itemCode: p.params.item!,
        form: readForm((await itemOf(p)).form, f),
        applicantName: one(f.applicantName),
        applicantId: one(f.applicantId),
        applicantPhone: one(f.applicantPhone),
        present: (f.present === 'true') as true,
      }),
      next: async (done, p) => ({ once: await receipt(p, done) }),
    }),
  },
  async render(p) {
    const item = await itemOf(p)
    const { t, lang } = p
    const { labels, form } = await applicationForm(p, item, { counter: true, before: <Applicant p={p} /> })
    const own = { applicantName: NAME, applicantId: NUMBER, applicantPhone: PHONE, present: PRESENT }
    return {
      title: text(`窗口收件：${item.content.name.zh}`, `At the counter: ${item.content.name.en}`),
      scripts: ['/assets/keep-form.js'],
      body: (
        <DeskPage
          p={p}
          title={item.content.name[lang]}
          back={{ href: PATH, text: t(TITLE) }}
          labels={{ ...labels, ...Object.fromEntries(Object.entries(own).map(([k, v]) => [k, v[lang]])) }}
          said={SAID(p)}
        >
          {await QuotaNotice({ p, item })}
          {form}
        </DeskPage>
      ),
    }
  },
})

const NAME = text('申请人姓名', 'Applicant’s name')
const NUMBER = text('申请人身份证号', 'Applicant’s resident ID')
const PHONE = text('申请人电话', 'Applicant’s telephone')
const PRESENT: Text = text(
  '申请人在场，证件和本人一致，内容已由本人看过',
  'The applicant is present, the card is theirs, and they have read the form',
)

function Applicant({ p }: { p: PageContext }) {
  const { t, lang } = p
  const typed = (name: string) => one(p.form?.values[name])
  const wrong = (name: string) => p.form?.fields[name]?.[lang]
  return (
    <>
      <h2>{t('谁来申请', 'Who applies')}</h2>
      <Field
        name="applicantName"
        label={NAME[lang]}
        value={typed('applicantName')}
        error={wrong('applicantName')}
        required
      />
      <Field
        name="applicantId"
        label={NUMBER[lang]}
        value={typed('applicantId')}
        error={wrong('applicantId')}
        hint={t('照证件录入；已有账号的自动归到本人名下。', 'As on the card; an account that there is gets the case.')}
        required
      />
      <Field
        name="applicantPhone"
        label={PHONE[lang]}
        value={typed('applicantPhone')}
        error={wrong('applicantPhone')}
        required
      />
      <div class={`field${wrong('present') ? ' has-error' : ''}`}>
        {wrong('present') && (
          <span class="error">{t('请确认申请人在场。', 'Please confirm that the applicant is present.')}</span>
        )}
        <label class="choice">
          <input type="checkbox" id="f-present" name="present" value="true" checked={typed('present') === 'true'} />{' '}
          {PRESENT[lang]}
        </label>
      </div>
    </>
  )
}

/** What the applicant takes home; shown once, to be printed. */
async function receipt(p: PageContext, done: { caseId: string; number: string; login: string | null }) {
  const { t, lang } = p
  const item = await itemOf(p)
  const unit = (await units(p.tx)).find((u) => u.code === item.unit)?.name
  const title = text('收件凭证', 'Receipt')
  return {
    title,
    body: (
      <DeskPage
        p={p}
        title={t(title)}
        lead={t('请打印，交给申请人。', 'Please print it for the applicant.')}
        back={{ href: PATH, text: t(TITLE) }}
      >
        <Facts
          rows={[
            [t('办件编号', 'Number'), <strong class="num">{done.number}</strong>],
            [t('事项', 'Item'), item.content.name[lang]],
            ...arrivedRow(p, item, await arrivalOf(p.tx, item.jurisdiction, done.caseId)),
            [t('办理单位', 'Unit'), unit?.[lang] ?? item.unit],
            [t('收件窗口', 'Taken by'), postOf(p.actor)!.unitName[lang]],
            [t('收件时间', 'At'), sayTime(p.clock.now(), lang)],
            [
              t('申请人账号', 'Account'),
              done.login
                ? t(
                    `新开的账号 ${done.login}；凭身份证在任何窗口领取登录码。`,
                    `A new one, ${done.login}; any counter gives out its code on showing the card.`,
                  )
                : t('已有账号，登录后在“我的办件”里看。', 'There is one; the case is among “My cases”.'),
            ],
            [
              t('接下来', 'Next'),
              t(
                `${item.content.correctionDays.value} 个工作日内一次告知要补正的；没有告知的，从今天起即为受理。`,
                `All that must be corrected is told within ${item.content.correctionDays.value} working days; without word it counts as accepted from today.`,
              ),
            ],
          ]}
        />
      </DeskPage>
    ),
  }
}
