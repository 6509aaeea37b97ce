import { defineRoom, text } from '../platform/index.ts'
import appoint from './appoint.ts'
import changePassword from './change-password.ts'
import choosePost from './choose-post.ts'
import definePost from './define-post.ts'
import defineUnit from './define-unit.ts'
import dismiss from './dismiss.ts'
import enrolOrganisation from './enrol-organisation.ts'
import enrolPerson from './enrol-person.ts'
import listUnits from './list-units.ts'
import logIn from './log-in.ts'
import logOut from './log-out.ts'
import * as passkey from './passkey.ts'
import placeUnderSupervision from './place-under-supervision.ts'
import register from './register.ts'

export { residentIdCheck, residentIdWarning, usccCheck, usccWarning } from './check-digit.rules.ts'
export type { UnitView } from './contract.ts'
export * as contract from './contract.ts'
export {
  actorOfLogin,
  actorOfToken,
  demonstrationLogins,
  findPerson,
  findUnit,
  heldPost,
  holdForm,
  pickUpForm,
  postsOfUnits,
  touchSession,
  units,
} from './identity.store.ts'

export default defineRoom({
  name: 'identity',
  title: text('身份与岗位', 'Identity and posts'),
  roles: { administrator: text('管理员', 'Administrator') },
  operations: [
    defineUnit,
    placeUnderSupervision,
    definePost,
    enrolPerson,
    enrolOrganisation,
    appoint,
    dismiss,
    register,
    logIn,
    logOut,
    choosePost,
    changePassword,
    passkey.begin,
    passkey.enrol,
    passkey.logInWith,
    listUnits,
  ],
})
