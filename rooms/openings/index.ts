import { defineRoom, text } from '../../kernel/platform/index.ts'
import { TRUSTEE } from '../../trade/envelope/index.ts'
import deskKey from './desk/key.tsx'
import deskTrustee from './desk/trustee.tsx'
import * as paths from './paths.ts'
import demoKey from './portal/demo-key.tsx'

export default defineRoom({
  name: 'openings',
  title: text('开标受托', 'Openings by trustees'),
  menu: {
    desk: [
      {
        group: text('交易', 'Markets'),
        title: text('受托人：钥匙与开标', 'Trustee: key and openings'),
        path: paths.desk,
        roles: [TRUSTEE],
        order: 62,
      },
    ],
  },
  pages: [deskKey, deskTrustee, demoKey],
})
