import { addWorkingDays, dayOf, endOfDay } from '../../kernel/calendar/index.ts'
import { attachMaterials, dropDraft, insertCase, materialsOfDraft, nextNumber } from '../../kernel/cases/index.ts'
import { checkForm, publishedItem, readData, warningsOf } from '../../kernel/catalog/index.ts'
import { type Fields, newId, operation, type PersonActor, text } from '../../kernel/platform/index.ts'
import { procedureOf, startProcedure } from '../../kernel/procedure/index.ts'
import { acts } from './acts.ts'
import { submitApplication } from './contract.ts'
import { applies } from './policy.ts'
import { tell } from './step.ts'

/** 行政许可法 arts. 29, 31, 32: the application is received; five working days without a notice mean acceptance. */
export default operation(submitApplication, {
  allow: applies,
  async run(ctx) {
    const { tx, actor, input, clock, timer, problem } = ctx
    const { personId, organisationId, name } = actor as PersonActor
    const now = clock.now()
    const item = await publishedItem(tx, input.itemCode, now)
    if (!item) throw problem('NO_ITEM')
    const form = readData(item.form, input.form)
    const wrong = checkForm(item.form, form)
    if (Object.keys(wrong).length > 0) throw problem('FORM', { fields: wrong })
    const materials = await materialsOfDraft(tx, item.jurisdiction, personId, input.itemCode)
    const missing = item.content.materials.filter((m) => m.mandatory && !materials.some((u) => u.material === m.id))
    if (missing.length > 0) {
      const fields: Fields = Object.fromEntries(
        missing.map((m) => [`material.${m.id}`, text('请上传这份材料。', 'Please upload this material.')]),
      )
      throw problem('MATERIALS', {
        fields,
        detail: text(
          `还缺：${missing.map((m) => m.name.zh).join('、')}。`,
          `Missing: ${missing.map((m) => m.name.en).join(', ')}.`,
        ),
      })
    }
    const id = newId(now.getTime())
    const { jurisdiction } = item
    const number = await nextNumber(tx, jurisdiction, Number(dayOf(now).slice(0, 4)))
    await insertCase(tx, {
      jurisdiction,
      id,
      number,
      itemCode: item.code,
      versionId: item.id,
      unit: item.unit,
      applicant: personId,
      organisation: organisationId ?? null,
      form,
      submittedAt: now,
    })
    await attachMaterials(tx, jurisdiction, personId, item.code, id)
    await dropDraft(tx, jurisdiction, personId, item.code)
    const timerKind = 'approvals.chart-timer'
    const { correlation: field } = await procedureOf(tx, item.chartDigest!)
    const correlation = field === undefined ? undefined : String(form[field] ?? '')
    const { thrown } = await startProcedure(tx, {
      jurisdiction,
      caseId: id,
      digest: item.chartDigest!,
      variables: {},
      clock,
      timerKind,
      ...(correlation ? { correlation } : {}),
    })
    await tell(ctx, { jurisdiction, id }, thrown)
    await timer.set({
      kind: 'approvals.silence',
      jurisdiction,
      subjectId: id,
      due: endOfDay(addWorkingDays(dayOf(now), item.content.correctionDays.value)),
    })
    const counts = item.content.materials
      .map((m) => ({ material: m.id, count: materials.filter((u) => u.material === m.id).length }))
      .filter((m) => m.count > 0)
    const act = acts['application.submitted']({
      jurisdiction,
      subject: { kind: 'case', id },
      basis: [{ law: '行政许可法', article: 29 }],
      public: {
        number,
        itemCode: item.code,
        itemVersion: item.number,
        itemDigest: item.digest!,
        chartDigest: item.chartDigest!,
        unit: item.unit,
        materials: counts,
      },
      private: { applicant: name, form, materials: materials.map((m) => m.sha256) },
    })
    return { act, output: { caseId: id, number, warnings: warningsOf(item.form, form, now) } }
  },
})
