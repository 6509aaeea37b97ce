import { caseTypes, exerciseLevels, powerTypes } from '../../kernel/catalog/index.ts'
import { type Text, text } from '../../kernel/platform/index.ts'
import { bilingual, citations, type Group, group, leaf, rowsForm } from '../../web/ui/rows-form/index.ts'

const limit = (label: Text, basis: Text): Group => ({
  is: 'group',
  fields: { value: leaf('whole', label), basis: citations(basis) },
})
export const fileTypes: Record<string, Text> = {
  'application/pdf': text('PDF', 'PDF'),
  'image/jpeg': text('JPEG 照片', 'JPEG photo'),
  'image/png': text('PNG 图片', 'PNG picture'),
}

/** The part of an item's content that the drafter's form shows. */
export const draftShape = group({
  name: bilingual(text('事项名称', 'Name')),
  inOneSentence: bilingual(text('一句话说明', 'In one sentence')),
  powerType: leaf('choice', text('事项类型', 'Power type'), { options: powerTypes }),
  exerciseLevel: leaf('choice', text('行使层级', 'Exercise level'), { options: exerciseLevels }),
  caseType: leaf('choice', text('办件类型', 'Case type'), { options: caseTypes }),
  basis: citations(text('设定依据', 'Legal basis')),
  conditions: {
    is: 'rows',
    label: text('受理条件', 'Acceptance conditions'),
    one: text('条件', 'Condition'),
    row: bilingual(undefined),
    fresh: {},
  },
  limits: group({
    statutory: limit(
      text('法定期限（工作日）', 'Statutory limit (working days)'),
      text('法定期限依据', 'Basis of the statutory limit'),
    ),
    promised: limit(
      text('承诺期限（工作日）', 'Promised limit (working days)'),
      text('承诺期限依据', 'Basis of the promised limit'),
    ),
  }),
  specialProcedures: {
    is: 'rows',
    label: text('特别程序', 'Special procedures'),
    one: text('特别程序', 'Special procedure'),
    hint: text(
      '听证、检验、鉴定、核查、专家评审等，所需时间不计入期限。',
      'Hearing, inspection, appraisal, expert review: their time is outside the limits.',
    ),
    row: group({
      name: bilingual(text('名称', 'Name')),
      element: leaf('step', text('流程图上的哪一步', 'Step on the chart')),
      days: leaf('whole', text('所需工作日', 'Working days')),
      basis: citations(text('这一程序的依据', 'Basis of the procedure')),
    }),
    fresh: {},
  },
  correctionDays: limit(
    text('补正告知期限（工作日）', 'Correction limit (working days)'),
    text('补正告知期限依据', 'Basis of the correction limit'),
  ),
  serviceDays: limit(
    text('送达期限（工作日）', 'Service limit (working days)'),
    text('送达期限依据', 'Basis of the service limit'),
  ),
  extension: limit(text('可以延期（工作日）', 'Extension (working days)'), text('延期依据', 'Basis of the extension')),
  result: group({
    name: bilingual(text('办理结果', 'Result')),
    validity: bilingual(text('结果的有效期', 'Validity of the result')),
  }),
  channels: group({
    address: bilingual(text('办理地点', 'Place')),
    hours: bilingual(text('办公时间', 'Hours')),
    phone: leaf('line', text('咨询电话', 'Telephone')),
    supervision: leaf('line', text('监督电话', 'Supervision telephone')),
  }),
  division: bilingual(text('行使权限', 'Division of authority')),
  quantityLimit: bilingual(text('数量限制', 'Quantity limit')),
  crossRegion: bilingual(text('通办范围', 'Cross-region scope')),
  materials: {
    is: 'rows',
    label: text('材料', 'Materials'),
    one: text('材料', 'Material'),
    row: group({
      name: bilingual(text('名称', 'Name')),
      issuer: bilingual(text('出具单位', 'Issuer')),
      usage: bilingual(text('用途', 'Usage')),
      originals: leaf('whole', text('原件份数', 'Originals')),
      copies: leaf('whole', text('复印件份数', 'Copies')),
      maxBytes: leaf('megabytes', text('文件最大（MB）', 'Largest file (MB)')),
      mandatory: leaf('yes', text('必须提交', 'Must be handed in')),
      accept: leaf('several', text('可以上传', 'May be uploaded'), { options: fileTypes }),
      basis: citations(text('要求这份材料的依据（选填）', 'Basis for asking for it (optional)'), { optional: true }),
    }),
    fresh: { originals: 0, copies: 1, mandatory: true, accept: Object.keys(fileTypes), maxBytes: 10 * 1024 * 1024 },
    ids: 'material',
  },
  faq: {
    is: 'rows',
    label: text('常见问题', 'Questions'),
    one: text('问题', 'Question'),
    row: group({
      question: bilingual(text('问', 'Question')),
      answer: bilingual(text('答', 'Answer'), 'lines'),
    }),
    fresh: {},
  },
})

export const { shapeAt, labelOf, formOf, editedForm, contentOf, inPlainWords } = rowsForm(draftShape)
