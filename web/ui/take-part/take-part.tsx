import type { ComponentChildren } from 'preact'
import { Act } from '../components.tsx'
import { sayIn, type Writer } from '../say.ts'

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
  /** In whose name it may be, where there is more than oneself; the field is `capacity`. */
  capacities?: readonly { key: string; said: string }[]
  /** Fields before the declaration. */
  children?: ComponentChildren
}

/** Registering for a market: log in first, declare, and know who will see it. Works without a script. */
export function TakePart({
  p,
  name,
  heading,
  login,
  button,
  agreed,
  secret,
  capacities = [],
  children,
}: TakePartProps) {
  const t = sayIn(p.lang)
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
          {capacities.length > 1 && (
            <div class="field">
              <label for="f-capacity">{t('以谁的名义', 'In whose name')}</label>
              <select id="f-capacity" name="capacity">
                {capacities.map(({ key, said }) => (
                  <option value={key}>{said}</option>
                ))}
              </select>
            </div>
          )}
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
