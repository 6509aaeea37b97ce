import type { ComponentChildren } from 'preact'
import { Act } from '../components.tsx'
import type { Writer } from '../say.ts'

export type TakePartProps = {
  p: Writer & { actor: { kind: string }; url: { pathname: string } }
  /** The page's action. */
  name: string
  heading: string
  /** What the link says where nobody is logged in. */
  login: string
  button: string
  /** What who takes part declares; without it nothing is sent. */
  agreed: string
  /** What stays secret, and until when. */
  secret: ComponentChildren
  /** Fields before the declaration. */
  children?: ComponentChildren
}

/** Registering for a market: log in first, declare, and know who will see it. Works without a script. */
export function TakePart({ p, name, heading, login, button, agreed, secret, children }: TakePartProps) {
  return (
    <section>
      <h2>{heading}</h2>
      {p.actor.kind !== 'person' ? (
        <p>
          <a href={`/login?next=${encodeURIComponent(p.url.pathname)}`}>{login}</a>
        </p>
      ) : (
        <form method="post" class="form">
          <Act p={p} name={name} />
          {children}
          <label class="choice">
            <input type="checkbox" name="agreed" value="true" required /> {agreed}
          </label>
          <p class="small">{secret}</p>
          <button class="button" type="submit">
            {button}
          </button>
        </form>
      )}
    </section>
  )
}
