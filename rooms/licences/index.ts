import { defineRoom, text } from '../../kernel/platform/index.ts'
import checkChange from './check-change.ts'
import { licenceEnded } from './documents.ts'
import endLicence from './end-licence.ts'
import myLicences from './my-licences.ts'
import licences from './portal/licences.tsx'
import prolongLicence from './prolong-licence.ts'
import revokeOnChart from './revoke-on-chart.ts'
import succeedLicence from './succeed-licence.ts'
import useLicence from './use-licence.ts'

export default defineRoom({
  name: 'licences',
  title: text('证照库', 'Licence library'),
  documents: [licenceEnded],
  tells: {
    'licence.ended': {
      says: text('证照被撤销、撤回或注销，理由在办件里。', 'The licence was ended; the reason stands in the case.'),
    },
  },
  operations: [checkChange, endLicence, succeedLicence, prolongLicence, revokeOnChart, useLicence, myLicences],
  pages: [licences],
})
