import type { PageContext, Text } from '../../../kernel/platform/index.ts'
import { Notice } from '../../../web/ui/index.ts'

/** Why a chart cannot be published, for the page that draws it. */
export function ChartProblems({ p: { t, lang }, problems }: { p: PageContext; problems: { message: Text }[] }) {
  return (
    <Notice
      kind="problem"
      title={t('这张图不能公布，原因标在图上：', 'The chart cannot be published; the reasons are marked on it:')}
    >
      <ul>
        {problems.map((x) => (
          <li>{x.message[lang]}</li>
        ))}
      </ul>
    </Notice>
  )
}
