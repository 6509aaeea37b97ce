import { readFileSync } from 'node:fs'
import { z } from 'zod'
import type { Words } from './question.rules.ts'
import { plain, soundsOf, syllables } from './terms.ts'

const shape = z.object({ stop: z.array(z.string()), same: z.array(z.array(z.string()).min(2)) })
const read = shape.parse(JSON.parse(readFileSync(new URL('words.json', import.meta.url), 'utf8')))

/** What people say and the law does not, as data. */
export const words: Words = {
  stop: [...read.stop].sort((a, b) => b.length - a.length),
  same: read.same.map(([said, ...also]) => [new RegExp(said!, 'i'), ...also]),
}

const HAN = /^[㐀-鿿]{2,}$/
const soundsOfSame = () =>
  read.same.flatMap(([said, ...also]) =>
    said!
      .split('|')
      .filter((w) => HAN.test(w))
      .map((word) => ({ word, sound: ` ${soundsOf(word).join(' ')} `, also })),
  )
/** What people say, by how it sounds: of two syllables or more. Made by the first question that needs it, not by every start. */
let sounds: ReturnType<typeof soundsOfSame> | undefined
/** 开范店, kaifandian: what is meant where it sounds like what people say, written wrongly or in letters. */
export function heard(question: string): { text: string; because: string }[] {
  const runs = plain(question).match(/[㐀-鿿]+|[a-z]+/g) ?? []
  const said = runs.map((run) => ` ${(/[a-z]/.test(run) ? (syllables(run) ?? []) : soundsOf(run)).join(' ')} `)
  sounds ??= soundsOfSame()
  return sounds
    .filter(({ sound }) => said.some((s) => s.includes(sound)))
    .flatMap(({ word, also }) => also.map((text) => ({ text, because: word })))
}
