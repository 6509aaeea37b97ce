import 'dmn-js/dist/assets/diagram-js.css'
import 'dmn-js/dist/assets/dmn-js-shared.css'
import 'dmn-js/dist/assets/dmn-js-drd.css'
import 'dmn-js/dist/assets/dmn-js-decision-table.css'
import 'dmn-js/dist/assets/dmn-js-decision-table-controls.css'
import 'dmn-js/dist/assets/dmn-js-literal-expression.css'
import 'dmn-js/dist/assets/dmn-js-boxed-expression.css'
import 'dmn-js/dist/assets/dmn-js-boxed-expression-controls.css'
import 'dmn-js/dist/assets/dmn-font/css/dmn-codes.css'
import './standard/standard.css'
import DmnModeler from 'dmn-js/lib/Modeler'
import { render } from 'preact'
import { careful } from './careful-form.ts'
import { withCoordinates } from './standard/layout.ts'
import { translate } from './standard/words.ts'

// A discretion standard, edited as tables in the browser. The form's text field stays the one source: editing writes it, and
// the form saves it. Without a script the field and the file are all there is, and suffice.

type Box = { x: number; y: number; width: number; height: number }
type Canvas = { viewbox(box?: Box): { inner: Box; outer: Box } }
type Said = { zh: string; en: string }
type Verdict = { problems: { message: Said }[]; findings: Found[]; advice: Found[] }
type Found = { decision: string; message: Said }
type View = { id: string; name?: string; type: string; element: { name?: string; id: string } }

const root = document.querySelector<HTMLElement>('#standard')
const form = document.querySelector<HTMLFormElement>('#standard-form')
const source = form?.querySelector<HTMLTextAreaElement>('textarea[name=xml]')
if (root && form && source) void start(root, source, form)

async function start(root: HTMLElement, source: HTMLTextAreaElement, form: HTMLFormElement) {
  const lang = (root.dataset.lang ?? 'zh') as 'zh' | 'en'
  const t = (zh: string, en: string) => (lang === 'zh' ? zh : en)
  const part = (name: string) => root.querySelector<HTMLElement>(`[data-part=${name}]`)!
  const words = { additionalModules: [{ translate: ['value', translate(lang)] }] }
  const modeler = new DmnModeler({
    container: part('canvas'),
    drd: words,
    decisionTable: words,
    literalExpression: words,
    boxedExpression: words,
  })
  // A file that nobody edited in the table keeps its bytes, and with them its digest.
  let edited = false
  const touch = careful(form, {
    unsaved: root.dataset.unsaved !== undefined,
    changed: (dirty) => {
      part('state').textContent = dirty ? t('有改动，还没有保存。', 'There are changes that are not saved.') : ''
    },
    settled: async () => {
      if (edited) await keep()
    },
    say: (kind, zh, en) => {
      say(kind, t(zh, en), [])
      part('verdict').scrollIntoView({ block: 'center' })
    },
  })

  let asking = new AbortController()
  const check = async () => {
    asking.abort()
    asking = new AbortController()
    try {
      const answer = await fetch(root.dataset.check!, {
        method: 'POST',
        headers: { 'content-type': 'application/json', accept: 'application/json' },
        body: JSON.stringify({ xml: source.value, code: root.dataset.code }),
        signal: asking.signal,
      })
      if (!answer.ok)
        return say(
          'warning',
          t(
            '现在查不了，改动还在这里；如果登录过期了，保存时会请您重新登录，登录后接着改。',
            'It cannot be checked now; your changes are here. If your log-in has ended, saving will ask you to log in and then brings you back to them.',
          ),
          [],
        )
      const { problems, findings, advice } = (await answer.json()) as Verdict
      const list = [
        ...problems.map((p) => p.message[lang]),
        ...findings.map((f) => `${f.decision}：${f.message[lang]}`),
      ]
      const weigh = advice.map((f) => `${f.decision}：${f.message[lang]}`)
      if (list.length === 0 && weigh.length > 0)
        say('warning', t('各档幅度，请法制局斟酌：', 'The bands, for the legal office to weigh:'), weigh)
      else if (list.length === 0)
        say('success', t('没有遗漏、重叠或不可达的规则。', 'No gaps, overlaps or rules that never apply.'), [])
      else say('problem', t('现在不能公布：', 'It cannot be published now:'), [...list, ...weigh])
    } catch (error) {
      if ((error as Error).name !== 'AbortError')
        say('warning', t('连不上服务器，改动还在这里。', 'The server is out of reach; your changes are here.'), [])
    }
  }
  const say = (kind: string, title: string, list: string[]) =>
    render(
      <div class={`notice ${kind}`}>
        <strong>{title}</strong>
        {list.length > 0 && (
          <ul>
            {list.map((x) => (
              <li key={x}>{x}</li>
            ))}
          </ul>
        )}
      </div>,
      part('verdict'),
    )

  let timer: ReturnType<typeof setTimeout> | undefined
  const keep = async () => {
    clearTimeout(timer)
    const { xml } = await modeler.saveXML({ format: true })
    if (!xml || xml === source.value) return
    source.value = xml
    touch()
    void check()
  }
  const changed = () => {
    edited = true
    clearTimeout(timer)
    timer = setTimeout(() => void keep(), 400)
  }
  modeler.on('views.changed', () => {
    tabs()
    if ((modeler.getActiveView() as View | undefined)?.type === 'drd') fitRequirements()
    modeler.getActiveViewer()?.on('elements.changed', changed)
  })
  /** The whole diagram beside the palette and below the model's name, not under them. */
  const fitRequirements = () => {
    const canvas = modeler.getActiveViewer()?.get<Canvas>('canvas')
    const { inner, outer } = canvas?.viewbox() ?? {}
    if (!canvas || !inner?.width || !outer?.width) return
    const [left, top] = [90, 130]
    const scale = Math.min(1, (outer.width - left - 20) / inner.width, (outer.height - top - 20) / inner.height)
    canvas.viewbox({
      x: inner.x - left / scale,
      y: inner.y - top / scale,
      width: outer.width / scale,
      height: outer.height / scale,
    })
  }
  const tabs = () => {
    const views = modeler.getViews() as View[]
    const active = modeler.getActiveView() as View | undefined
    render(
      views.map((v) => (
        <button
          key={v.id}
          type="button"
          aria-pressed={v === active}
          class={`button small ${v === active ? '' : 'secondary'}`}
          onClick={() => void modeler.open(v)}
        >
          {v.type === 'drd' ? t('依赖关系', 'Requirements') : (v.element.name ?? v.element.id)}
        </button>
      )),
      part('views'),
    )
  }
  const load = async () => {
    try {
      clearTimeout(timer)
      edited = false
      await modeler.importXML(withCoordinates(source.value))
      const views = modeler.getViews() as View[]
      const table = views.find((v) => v.type === 'decisionTable') ?? views[0]
      if (table) await modeler.open(table)
      root.hidden = false
      document.querySelector('#standard-still')?.setAttribute('hidden', '')
      await check()
    } catch (error) {
      root.hidden = false
      say(
        'problem',
        t('这个文件编辑器打不开，请改下面的文字：', 'The editor cannot open this file; please change the text below:'),
        [(error as Error).message],
      )
    }
  }
  source.addEventListener('input', () => touch())
  source.addEventListener('change', () => {
    touch()
    // A click that leaves the field must reach its button before the table under it changes its height.
    setTimeout(() => void load(), 300)
  })
  form.querySelector<HTMLInputElement>('input[type=file]')?.addEventListener('change', async (event) => {
    const file = (event.target as HTMLInputElement).files?.[0]
    if (!file) return
    source.value = await file.text()
    ;(event.target as HTMLInputElement).value = ''
    touch()
    await load()
  })
  await load()
}
