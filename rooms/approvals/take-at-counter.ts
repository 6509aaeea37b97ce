import { randomBytes, randomInt } from 'node:crypto'
import { attachPapers, draftKey, dropDraft } from '../../kernel/cases/index.ts'
import { contract as identity, personOfResident } from '../../kernel/identity/index.ts'
import { compactCode, type Fields, operation, type PersonActor, postOf, text } from '../../kernel/platform/index.ts'
import { takeAtCounter } from './contract.ts'
import { complete, receive } from './submit-application.ts'

/**
 * Somebody stands at the counter (行政许可法 art. 29: the application may be handed in there). The clerk saw the card, so the number is
 * that person's: who has an account keeps it, who has none gets one, whose password a counter gives out by a code.
 */
export default operation(takeAtCounter, {
  allow: ({ actor }) => postOf(actor, 'clerk') !== undefined,
  async run(ctx) {
    const { tx, actor, input, home, callAsSystem, problem } = ctx
    const { personId: clerk, post } = actor as PersonActor
    const key = draftKey({ itemCode: input.itemCode, counter: true })
    // 全市通办: the city's items everywhere, a district's in the district.
    if (![home, post!.jurisdiction].includes(input.itemCode.slice(0, 6))) throw problem('NOT_HERE')
    const number = compactCode(input.applicantId)
    const wrong = wrongNumbers(number, input.applicantPhone)
    if (Object.keys(wrong).length > 0) throw problem('BAD_PERSON', { fields: wrong })
    const { item, form, papers } = await complete(ctx, key)
    const known = await personOfResident(tx, number)
    const login = known ? null : `c${randomInt(10_000_000, 99_999_999)}`
    const { id } =
      known ??
      (await callAsSystem(identity.enrolPerson, {
        name: input.applicantName,
        residentId: number,
        phone: input.applicantPhone,
        login: login!,
        password: randomBytes(24).toString('base64url'),
        demonstration: false,
      }))
    const applicant = {
      role: 'applicant',
      personId: id,
      organisationId: null,
      unit: null,
      name: known?.name ?? input.applicantName,
      hidden: false,
    }
    const { found, act } = await receive(ctx, item, { parties: [applicant], form }, papers, post!.unitCode)
    await attachPapers(tx, found.jurisdiction, clerk, key, found.id)
    await dropDraft(tx, found.jurisdiction, clerk, key)
    return { act, output: { caseId: found.id, number: found.number, login } }
  },
})

/** By the number an account is found, so here it must be one; elsewhere an odd one is only a warning. */
const wrongNumbers = (number: string, phone: string): Fields => ({
  ...(/^\d{17}[\dX]$/.test(number)
    ? {}
    : {
        applicantId: text(
          '身份证号应为 18 位，请照证件核对。',
          'A resident ID has 18 characters; please check it with the card.',
        ),
      }),
  ...(/^[0-9+\- ]{7,20}$/.test(phone)
    ? {}
    : { applicantPhone: text('请填手机或座机号。', 'Please give a telephone number.') }),
})
