import { contract as archive } from '../../../kernel/archive/index.ts'
import { page, text } from '../../../kernel/platform/index.ts'
import { Facts, PortalPage, sayDay } from '../../../web/ui/index.ts'
import { Contents } from '../contents.tsx'
import * as paths from '../paths.ts'

/** The volume of one's own case, or one that was opened to the reader. */
export const volume = page({
  path: `${paths.portal}/:id`,
  shell: 'portal',
  allow: ({ actor }) => actor.kind === 'person',
  async render(p) {
    const { t, lang } = p
    const v = await p.call(archive.viewVolume, { id: p.params.id! })
    return {
      title: text('案卷', 'Volume'),
      body: (
        <PortalPage p={p} title={`${t('案卷', 'Volume')} ${v.number}`} lead={v.title[lang]}>
          <Facts
            rows={[
              [t('办件', 'Case'), v.caseNumber],
              [t('归档', 'Archived'), sayDay(v.archivedAt, lang)],
              [t('保管期限', 'Kept for'), v.retention[lang]],
            ]}
          />
          {v.main ? (
            <Contents id={v.id} part="main" bound={v.main} lang={lang} />
          ) : (
            <p>{t('卷宗正在装订，请稍后再看。', 'The volume is being bound; please come back.')}</p>
          )}
        </PortalPage>
      ),
    }
  },
})

const fileOf = (part: 'main' | 'secondary', form: 'pdf' | 'zip') =>
  page({
    path: `${paths.portal}/:id/${part}.${form}`,
    shell: 'none',
    allow: ({ actor }) => actor.kind === 'person',
    async render(p) {
      const { name, type, data } = await p.call(archive.fileOfVolume, { id: p.params.id!, part, form })
      return { title: text('案卷文件', 'File of a volume'), bytes: { data: Buffer.from(data, 'base64'), type, name } }
    },
  })
export const files = (['main', 'secondary'] as const).flatMap((part) => [fileOf(part, 'pdf'), fileOf(part, 'zip')])
