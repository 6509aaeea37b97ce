import 'bpmn-js/dist/assets/diagram-js.css'
import 'bpmn-js/dist/assets/bpmn-js.css'
import 'bpmn-js/dist/assets/bpmn-font/css/bpmn-codes.css'
import './modeler/modeler.css'
import { layoutProcess } from 'bpmn-auto-layout'
import AlignElements from 'bpmn-js/lib/features/align-elements'
import DistributeElements from 'bpmn-js/lib/features/distribute-elements'
import Modeler from 'bpmn-js/lib/Modeler'
import { render } from 'preact'
import { extension } from '../../kernel/procedure/extension.ts'
import { chartElement } from '../../kernel/procedure/vocabulary.ts'
import { careful } from './careful-form.ts'
import { Edit } from './modeler/edit.ts'
import { offer } from './modeler/offer.ts'
import { type Choices, Panel, type Problem } from './modeler/panel.tsx'
import { translate } from './modeler/words.ts'

// The chart of a draft, drawn in the browser. The form's text field stays the one source: drawing writes it, typing in it or
// choosing a file draws anew, and the form saves it. Without a script the field and the file are all there is, and suffice.

type Verdict = { sound: boolean; states?: number; problems: Problem[] }

/** Aligning and distributing are left out: their icons need inline styles, which our content security policy forbids. */
class ChartModeler extends Modeler {}
const modules = (Modeler.prototype as unknown as { _modules: unknown[] })._modules
;(ChartModeler.prototype as unknown as { _modules: unknown[] })._modules = modules.filter(
  (m) => m !== AlignElements && m !== DistributeElements,
)

const root = document.querySelector<HTMLElement>('#modeler')
const source = document.querySelector<HTMLTextAreaElement>('#f-bpmn')
const form = source?.form
if (root && source && form) void start(root, source, form)

async function start(root: HTMLElement, source: HTMLTextAreaElement, form: HTMLFormElement) {
  const lang = (root.dataset.lang ?? 'zh') as 'zh' | 'en'
  const t = (zh: string, en: string) => (lang === 'zh' ? zh : en)
  const part = <E extends HTMLElement>(name: string) => root.querySelector<E>(`[data-part=${name}]`)!
  const [canvas, panel, verdict] = [part('canvas'), part('panel'), part('verdict')]
  const states = [...document.querySelectorAll<HTMLElement>('[data-part=saved]')].map((at) => ({
    at,
    saved: at.textContent,
  }))
  root.hidden = false
  const modeler = new ChartModeler({
    container: canvas,
    textRenderer: {
      defaultStyle: { fontFamily: '"PingFang SC", "Noto Sans CJK SC", "Microsoft YaHei", sans-serif', fontSize: 14 },
      externalStyle: { fontSize: 13 },
    },
    moddleExtensions: { gnomon: extension },
    additionalModules: [offer, { translate: ['value', translate(lang)] }],
  })
  const edit = new Edit(modeler, lang)
  let problems: Problem[] = []
  const showPanel = () =>
    render(
      <Panel edit={edit} choices={JSON.parse(root.dataset.choices!) as Choices} lang={lang} problems={problems} />,
      panel,
    )

  let kept: Promise<unknown> = Promise.resolve()
  // Unsaved: after a conflict or a new log-in the page came back with a drawing that is nowhere but here.
  const touch = careful(form, {
    unsaved: root.dataset.unsaved !== undefined || form.dataset.touched !== undefined,
    changed: (dirty) => {
      for (const { at, saved } of states)
        at.textContent = dirty ? t('有改动，还没有保存。', 'There are changes that are not saved.') : saved
    },
    settled: () => kept,
    say: (kind, zh, en) => {
      say(kind, t(zh, en), [])
      verdict.scrollIntoView({ block: 'center' })
    },
  })
  form.addEventListener('input', () => touch())

  let asking = new AbortController()
  const check = async () => {
    asking.abort()
    asking = new AbortController()
    const slow = setTimeout(() => say('info', t('正在检查……', 'Checking …'), []), 400)
    try {
      const answer = await fetch(root.dataset.check!, {
        method: 'POST',
        headers: { 'content-type': 'application/json', accept: 'application/json' },
        body: JSON.stringify({ bpmn: source.value }),
        signal: asking.signal,
      })
      const said = await answer.json()
      if (!answer.ok)
        return say(
          'warning',
          (said.messages?.[lang] ?? t('现在查不了。', 'It cannot be checked now.')) +
            t(
              '图还在这里；保存时会请您重新登录，登录后接着改。',
              ' The chart is still here; saving will ask you to log in, and then brings you back to it.',
            ),
          [],
        )
      show(said as Verdict)
    } catch (error) {
      if ((error as Error).name !== 'AbortError')
        say(
          'warning',
          t(
            '连不上服务器，图还在这里，可以接着画，连上以后再保存。',
            'The server is out of reach; the chart is still here. Draw on, and save when it is back.',
          ),
          [],
        )
    } finally {
      clearTimeout(slow)
    }
  }
  const show = (v: Verdict) => {
    problems = v.problems
    edit.mark(problems)
    showPanel()
    if (v.sound)
      say(
        'success',
        t(
          `健全：总能办完，办完时不留尾巴，每一步都可能走到（${v.states} 个状态）。`,
          `Sound: it can always finish, finishes properly, every step can happen (${v.states} states).`,
        ),
        [],
      )
    else say('problem', t('这张图现在不能公布：', 'As it is, the chart cannot be published:'), problems)
  }
  const say = (kind: string, title: string, list: Problem[]) =>
    render(
      <div class={`notice ${kind}`}>
        <strong>{title}</strong>
        {list.length > 0 && (
          <ul>
            {list.map((p) => (
              <li key={`${p.code} ${p.element}`}>
                {p.message[lang]}{' '}
                {p.element &&
                  modeler.get<{ get(id: string): unknown }>('elementRegistry').get(chartElement(p.element)) && (
                    <button type="button" class="link" onClick={() => edit.select(chartElement(p.element!))}>
                      {t('在图上看', 'Show on the chart')}
                    </button>
                  )}
              </li>
            ))}
          </ul>
        )}
      </div>,
      verdict,
    )
  let timer: ReturnType<typeof setTimeout> | undefined
  const checkSoon = () => {
    clearTimeout(timer)
    timer = setTimeout(check, 500)
  }

  /** Draws what the field holds; a file without coordinates is laid out, and then counts as changed. */
  const draw = async () => {
    try {
      await modeler.importXML(source.value).catch(async (error: Error) => {
        if (!/no diagram to display/.test(error.message)) throw error
        await modeler.importXML(await layoutProcess(source.value))
        await keep()
      })
      // A hidden canvas has no size to fit into.
      canvas.hidden = false
      edit.fit()
    } catch (error) {
      canvas.hidden = true
      say(
        'problem',
        t('这份文件画不出来：', 'This file cannot be drawn: ') + (error as Error).message.split('\n')[0],
        [],
      )
    }
    showPanel()
    await check()
  }
  // Only drawing rewrites the file: one that nobody touched keeps its bytes, and with them its digest.
  const keep = async () => {
    const { xml } = await modeler.saveXML({ format: true })
    if (xml) source.value = xml
    touch()
    checkSoon()
  }
  modeler.on('commandStack.changed', () => {
    kept = keep()
  })
  source.addEventListener('change', () => void draw())
  const file = form.querySelector<HTMLInputElement>('input[name=chartFile]')
  file?.addEventListener('change', async () => {
    const chosen = file.files?.[0]
    if (!chosen) return
    source.value = await chosen.text()
    // The field has it now; were the file sent too, later drawing would be lost behind it.
    file.value = ''
    touch()
    await draw()
    root.scrollIntoView()
  })
  for (const [name, act] of [
    ['undo', () => edit.undo()],
    ['redo', () => edit.redo()],
    ['fit', () => edit.fit()],
    ['in', () => edit.zoom(1.25)],
    ['out', () => edit.zoom(0.8)],
  ] as const)
    part(name).addEventListener('click', act)
  // The desk's own keys (j, k, ?, /) rest while somebody writes on the canvas.
  root.addEventListener('keydown', (event) => event.stopPropagation())
  document.querySelector<HTMLElement>('#chart-still')!.hidden = true
  await draw()
}
