import type { Follower } from '../../kernel/platform/index.ts'

/** A line that hears what the hall shows. */
export const hallsOf = (heard: (html: string) => void): Follower => ({
  write(bytes) {
    const said = new TextDecoder().decode(bytes)
    if (said.includes('event: hall')) heard(said.slice(said.indexOf('data: ')))
    return true
  },
  end() {},
})
