import { type CaseKind, caseKinds } from '../../../kernel/cases/index.ts'
import { type PageContext, roles, type Text, text } from '../../../kernel/platform/index.ts'
import { checkChart } from '../contract.ts'

/** What `gnomon:by` may say, in words; a unit or a duty that the chart names already stands there as it is. */
const performers: Record<string, Text> = {
  lead: text('主办单位', 'the lead'),
  parent: text('主办单位的上级', 'the parent of the lead'),
}
const choices = (words: Record<string, Text>) =>
  Object.entries(words).map(([value, { zh, en }]) => ({ value, zh: `${zh} ${value}`, en: `${en} ${value}` }))

/**
 * Where the chart is drawn in the browser; the script of that name fills it and shows it. Hidden without a script: the file and
 * the text field in the form below do the same work.
 */
export function ChartEditor({ p }: { p: PageContext }) {
  const { t, lang } = p
  const steps = [...caseKinds.values()].flatMap((kind: CaseKind) => Object.entries(kind.steps))
  const acts = Object.fromEntries(steps.map(([act, { title }]) => [act, title]))
  const posts = Object.fromEntries(roles)
  const parties = Object.fromEntries(
    [...caseKinds.values()].flatMap((kind: CaseKind) =>
      Object.entries(kind.parties ?? {}).map(([role, { zh, en }]) => [
        `party:${role}`,
        text(`当事人：${zh}`, `party: ${en}`),
      ]),
    ),
  )
  return (
    <div
      id="modeler"
      class="modeler"
      hidden
      data-lang={lang}
      data-check={`/api/${checkChart.id.replace('.', '/')}`}
      data-unsaved={p.form?.action === 'save' ? '' : undefined}
      data-choices={JSON.stringify({
        posts: choices(posts),
        performers: choices({ ...performers, ...parties }),
        acts: choices(acts),
      })}
    >
      <link rel="stylesheet" href="/assets/modeler.css" />
      <p class="small">
        {t(
          '左边工具栏拖出元素；点元素在右边填岗位、期限、依据。不用鼠标也能画：在“图上的元素”里选，再用“接着画”。',
          'Drag elements from the bar; click one to fill in post, limit and basis beside it. Without a mouse: choose under “Element on the chart”, then “Draw on”.',
        )}
      </p>
      <div class="actions">
        <button type="button" class="button secondary small" data-part="undo">
          {t('撤销', 'Undo')}
        </button>
        <button type="button" class="button secondary small" data-part="redo">
          {t('重做', 'Redo')}
        </button>
        <button type="button" class="button secondary small" data-part="fit">
          {t('看全图', 'Whole chart')}
        </button>
        <button type="button" class="button secondary small" data-part="in">
          {t('放大', 'Larger')}
        </button>
        <button type="button" class="button secondary small" data-part="out">
          {t('缩小', 'Smaller')}
        </button>
      </div>
      <div class="modeler-work">
        <section class="modeler-canvas" data-part="canvas" aria-label={t('画布', 'Canvas')} />
        <section class="modeler-panel" data-part="panel" aria-label={t('元素的属性', 'Properties of the element')} />
      </div>
      <div data-part="verdict" role="status" />
    </div>
  )
}
