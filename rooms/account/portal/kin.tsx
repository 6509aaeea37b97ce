import { contract, type Kin as Relative } from '../../../kernel/identity/index.ts'
import { action, type FormValues, type PageContext, type Text, text } from '../../../kernel/platform/index.ts'
import { Act, Button, Field, type FormField, readFields, StepForm } from '../../../web/ui/index.ts'
import { said, typed, wrong } from './entries.ts'

const withdrawal: FormField[] = [
  { name: 'residentId', kind: 'hidden', label: text('身份证号', 'Resident ID') },
  { name: 'reason', kind: 'text', label: text('原因', 'Reason') },
]

export const kinActions = {
  'declare-kin': action({
    operation: contract.declareKin,
    input: (f: FormValues) => ({
      name: said(f.kinName),
      residentId: said(f.residentId),
      relation: said(f.relation) as never,
    }),
    next: () => '/account?done=kin',
  }),
  'withdraw-kin': action({
    operation: contract.withdrawKin,
    input: (f: FormValues) => readFields(withdrawal, f) as never,
    next: () => '/account?done=kin',
  }),
}

const relations: Record<(typeof contract.RELATIONS)[number], Text> = {
  spouse: text('配偶', 'Spouse'),
  parent: text('父母', 'Parent'),
  child: text('子女', 'Child'),
  sibling: text('兄弟姐妹', 'Sibling'),
  'in-law': text('姻亲', 'In-law'),
  other: text('其他近亲属', 'Other'),
}

/** 回避: an officer declares relatives, and withdraws one; what was declared is shown to nobody else. */
export function Kin({ p, kin }: { p: PageContext; kin: Relative[] }) {
  const { t } = p
  return (
    <section>
      <h2>{t('申报近亲属', 'Declare a relative')}</h2>
      {kin.map((k) => (
        <details class="more">
          <summary>
            {k.name} · {t(relations[k.relation as keyof typeof relations])} · {t('撤回', 'Withdraw')}
          </summary>
          <StepForm
            p={p}
            name="withdraw-kin"
            button={t('撤回申报', 'Withdraw')}
            fields={withdrawal}
            values={{ residentId: k.residentId }}
            tells={t(
              '以后的办件不再因此回避；申报和撤回都留有记录。',
              'Later cases are not for others on that account; both declaration and withdrawal are recorded.',
            )}
          />
        </details>
      ))}
      <Declare p={p} />
    </section>
  )
}

function Declare({ p }: { p: PageContext }) {
  const { t } = p
  return (
    <form method="post" class="form">
      <p>
        {t(
          '近亲属是当事人的办件，系统会请同岗位的其他人办理。申报的内容不公开。',
          'Cases to which a relative is party go to others of the same post. What you declare is not public.',
        )}
      </p>
      <Act p={p} name="declare-kin" />
      <Field
        name="kinName"
        label={t('亲属姓名', 'Relative’s name')}
        value={typed(p, 'kinName')}
        error={wrong(p, 'name')}
        required
      />
      <Field
        name="residentId"
        label={t('亲属身份证号', 'Relative’s resident ID')}
        value={typed(p, 'residentId')}
        error={wrong(p, 'residentId')}
        required
      />
      <fieldset class="field">
        <legend>{t('关系', 'Relation')}</legend>
        {contract.RELATIONS.map((r) => (
          <label class="choice">
            <input type="radio" name="relation" value={r} checked={typed(p, 'relation') === r} required />{' '}
            {t(relations[r])}
          </label>
        ))}
      </fieldset>
      <Button>{t('申报', 'Declare')}</Button>
    </form>
  )
}
