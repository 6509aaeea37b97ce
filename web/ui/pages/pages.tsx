import type { ComponentChildren } from 'preact'
import type { Text } from '../../../kernel/platform/index.ts'
import { ErrorSummary, Notice } from '../components.tsx'
import type { Reader } from '../say.ts'

export type PageProps = {
  p: Reader
  title: string
  /** One sentence under the title. */
  lead?: ComponentChildren
  back?: { href: string; text: string } | undefined
  /** What was just done, said once: pairs of a condition (a query parameter) and a sentence. */
  said?: [unknown, Text][]
  /** Names of fields for the list of errors, by their form names. */
  labels?: Record<string, string>
  children?: ComponentChildren
}

/** What every page says at its head: what was done, or what is wrong; never both. */
export function Head({ p, said = [], labels = {} }: Pick<PageProps, 'p' | 'said' | 'labels'>) {
  const { form, lang } = p
  if (!form)
    return (
      <>
        {said
          .filter(([holds]) => holds)
          .map(([, sentence]) => (
            <Notice kind="success" title={sentence[lang]} />
          ))}
      </>
    )
  const title = (form.problem.detail ?? form.problem.title)[lang]
  if (form.problem.status === 200) return <Notice kind="info" title={title} />
  return <ErrorSummary fields={form.fields} labels={labels} lang={lang} title={title} />
}

const Back = ({ back }: { back: PageProps['back'] }) =>
  back ? (
    <p class="small back no-print">
      <a href={back.href}>← {back.text}</a>
    </p>
  ) : null

/** A public page: one column (`narrow` for reading and forms), its own `main`. */
export function PortalPage({ narrow, ...page }: PageProps & { narrow?: boolean }) {
  return (
    <main class={narrow ? 'page narrow' : 'page'} id="main">
      <Back back={page.back} />
      <h1>{page.title}</h1>
      {page.lead && <p class="lead">{page.lead}</p>}
      <Head {...page} />
      {page.children}
    </main>
  )
}

/** A page of the desk, whose shell has the `main`: title left, what concerns the whole page right. */
export function DeskPage({ actions, ...page }: PageProps & { actions?: ComponentChildren }) {
  return (
    <>
      <Back back={page.back} />
      <div class="desk-head">
        <h1>{page.title}</h1>
        {actions && <div class="desk-acts no-print">{actions}</div>}
      </div>
      {page.lead && <p class="small">{page.lead}</p>}
      <Head {...page} />
      {page.children}
    </>
  )
}
