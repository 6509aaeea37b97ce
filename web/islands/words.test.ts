import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { projectRoot } from '../../kernel/platform/harness.ts'
import { translate as bpmn } from './modeler/words.ts'
import { translate as dmn } from './standard/words.ts'

/** What the editors ask a translation of: the texts in calls of `translate`, and the labels and titles of their menus. */
function asked(folders: string): string[] {
  const found = new Set<string>()
  for (const file of globSync(join(projectRoot, 'node_modules', folders, '**/*.js'))) {
    const source = readFileSync(file, 'utf8')
    for (const [, inside] of source.matchAll(/\btranslate\(([^()]*)\)/g))
      for (const [, word] of inside!.matchAll(/'([A-Z][^']*)'/g)) found.add(word!)
    for (const [, word] of source.matchAll(/\b(?:label|title|explanation): ?'([A-Z][^']*)'/g)) found.add(word!)
  }
  return [...found]
}

// Names that are the same in Chinese, examples of what to type, and what our editors do not offer.
const SAME = /^(FEEL|JUEL|Java|PMML|P1DT2H|P1Y2M|HELLO)/
const LEFT_OUT = /^(Align|Distribute) elements|instantiating Gateway|^Ad-hoc|participant$/

test.each([
  ['bpmn-js', bpmn, 'bpmn-js/lib/features'],
  ['dmn-js', dmn, 'dmn-js-*/lib'],
] as const)('every word of %s has a Chinese one', (_, translate, folders) => {
  const words = asked(folders)
  expect(words.length).toBeGreaterThan(60)
  const say = translate('zh')
  expect(words.filter((w) => !SAME.test(w) && !LEFT_OUT.test(w) && say(w) === w)).toEqual([])
})
