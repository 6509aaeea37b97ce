import { defineRoom, text } from '../../kernel/platform/index.ts'
import { licenceEnded } from './documents.ts'
import endLicence from './end-licence.ts'
import myLicences from './my-licences.ts'
import licences from './portal/licences.tsx'
import useLicence from './use-licence.ts'

export default defineRoom({
  name: 'licences',
  title: text('证照库', 'Licence library'),
  documents: [licenceEnded],
  operations: [endLicence, useLicence, myLicences],
  pages: [licences],
})
