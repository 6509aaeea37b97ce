import { readFileSync } from 'node:fs'
import { text } from '../../../kernel/platform/text.ts'
import { brokenIn, type Release, release as shape } from '../../../trade/ocds/index.ts'
import { command } from '../command.ts'
import { contentOf } from '../content-of.ts'

const USAGE = `gnomon ocds validate FILE|URL [--schema FILE [--extension FILE]]
FILE|URL: a package of releases or records; of a record also that all it refers to is there, and nothing twice
without --schema: by what Gnomon publishes of OCDS 1.1.5, strict · --schema: by the standard's release-schema.json · --extension: release-schema.json of the bid extension
0 every release is valid · 1 some are not · 2 unreadable, or usage`

/** What our own shape has against a release: it is strict, so it knows the fields that we publish and no others. */
const ours = (release: unknown): string[] =>
  (shape.safeParse(release).error?.issues ?? []).map((i) => `/${i.path.join('/')} ${i.message}`)

export default command({
  name: 'ocds',
  summary: text('核对开放合同数据', 'check open contracting data'),
  usage: USAGE,
  async run(args, io) {
    const after = (option: string) => {
      const at = args.indexOf(option)
      return at < 0 ? undefined : args[at + 1]
    }
    const [schema, extension] = [after('--schema'), after('--extension')]
    const [what, from, ...more] = args.filter((a) => !a.startsWith('--') && a !== schema && a !== extension)
    if (what !== 'validate' || from === undefined || more.length > 0 || (extension && !schema)) {
      io.err(USAGE)
      return 2
    }
    const t = (zh: string, en: string) => (io.lang === 'zh' ? zh : en)
    try {
      const read = (path: string): unknown => JSON.parse(readFileSync(path, 'utf8'))
      // Loaded where it is asked for: a validator of schemas is some eighty modules.
      const official = schema ? await import('../../../trade/ocds/official.rules.ts') : undefined
      const problems = official?.officialProblems(read(schema!), extension ? [read(extension)] : []) ?? ours
      const found = JSON.parse(await contentOf(from))
      const records: { releases?: Release[]; compiledRelease?: Release }[] = found.records ?? []
      const compiled = records.flatMap((r) => r.compiledRelease ?? [])
      const releases: Release[] = [...(found.releases ?? []), ...records.flatMap((r) => r.releases ?? []), ...compiled]
      let wrong = 0
      for (const release of releases) {
        const said = [...problems(release), ...(compiled.includes(release) ? brokenIn(release) : [])]
        if (said.length === 0) continue
        wrong++
        for (const line of said) io.out(`✗ ${release.id} ${line}`)
      }
      io.out(t(`${releases.length} 个发布，${wrong} 个不合模式。`, `${releases.length} releases, ${wrong} not valid.`))
      return wrong > 0 || releases.length === 0 ? 1 : 0
    } catch (error) {
      io.err(t(`读不到：${(error as Error).message}`, `It cannot be read: ${(error as Error).message}`))
      return 2
    }
  },
})
