import { text } from '../../../kernel/platform/text.ts'
import type { Example } from '../example.ts'
import { At, citations, group, rowsForm } from './index.ts'

const shape = group({ basis: citations(text('依据', 'Legal basis')) })
const form = rowsForm(shape)
const content = { basis: [{ law: '行政许可法', article: 32, paragraph: 1 }] }

export const example: Example = {
  name: 'rows-form',
  title: text('行列表单', 'Form of lists'),
  line: text(
    '内容里的列表，一行一行地加减；没有脚本也能用。',
    'Lists of a content, row by row; without a script, too.',
  ),
  render: ({ lang }) => (
    <form class="form">
      <At path="basis" shape={shape} values={form.formOf(content, lang)} errors={{}} steps={{}} lang={lang} />
    </form>
  ),
}
