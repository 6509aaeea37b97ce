import { spawnSync } from 'node:child_process'
import { expect, test } from 'vitest'
import { projectRoot } from '../../../kernel/platform/harness.ts'
import { text } from '../../../kernel/platform/text.ts'
import { type Drawing, draw } from './draw.ts'

const drawing = (kind: Drawing['kind']): Drawing => ({
  kind,
  x: ['一', '<二>', '三'],
  series: [
    { name: text('甲', 'A'), values: [1, 2, 3] },
    { name: text('乙', 'B'), values: [3, undefined, 1] },
  ],
})

test.each(['bar', 'stack', 'line', 'heat'] as const)(
  '%s: nothing in it that a strict CSP stops, nothing of its own colour',
  (kind) => {
    const svg = draw(drawing(kind), 'zh', false)
    expect(svg).toMatch(/^<svg class="drawn" width="720"[^>]* viewBox=/)
    expect(svg).not.toMatch(/<style|<script| style=| on\w+=|ecmeta|class="zr/)
    expect(svg).toContain('&lt;二&gt;')
    const colours = [...svg.matchAll(/ (?:fill|stroke)="([^"]+)"/g)].map((m) => m[1]!)
    expect(colours).toContain('var(--sea)')
    expect(
      colours.filter((c) => !/^(none|transparent|var\(--[\w-]+\)|url\(#[\w-]+\))$/.test(c) && c !== '#000'),
    ).toEqual([])
  },
)
test('drawing leaves nothing running', () => {
  const code = `import { draw } from './web/ui/figure/draw.ts'; draw(${JSON.stringify(drawing('bar'))}, 'en', true)`
  const run = spawnSync(process.execPath, ['--input-type=module', '-e', code], {
    cwd: projectRoot,
    timeout: 20_000,
    encoding: 'utf8',
  })
  expect([run.status, run.signal, run.stderr]).toEqual([0, null, expect.not.stringContaining('Error')])
})
