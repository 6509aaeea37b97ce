import { caseOfKind } from '../../../kernel/cases/index.ts'
import { anyone, page, standardProblem } from '../../../kernel/platform/index.ts'
import { PHOTO } from '../case.fold.ts'
import { project } from '../case.kind.ts'
import { portal } from '../paths.ts'

/** A photograph of the site, by the digest that its act published: public like the act (art. 30), and nothing else of the file. */
export default page({
  path: `${portal}/:number/photos/:sha256`,
  shell: 'none',
  allow: anyone,
  async render(p) {
    const at = await caseOfKind(p.tx, project, p.params.number!)
    const added = at?.acts.find(
      (a) => a.type === 'paper.added' && a.public.slot === PHOTO && a.public.sha256 === p.params.sha256,
    )
    if (!added || !/^image\/(jpeg|png)$/.test(added.public.type)) throw standardProblem('NOT_FOUND')
    const data = await p.files.get(added.public.sha256)
    if (!data) throw standardProblem('NOT_FOUND')
    const title = { zh: '现场照片', en: 'Photograph of the site' }
    const headers = { 'content-disposition': 'inline', 'cache-control': 'public, max-age=86400, immutable' }
    return { title, bytes: { data, type: added.public.type, headers } }
  },
})
