import { defineRoom, type Room, text } from '../platform/index.ts'
import answerInvitation from './answer-invitation.ts'
import appoint from './appoint.ts'
import authorityPaper, { speaks, stands } from './authority-paper.ts'
import changeMember from './change-member.ts'
import changePassword from './change-password.ts'
import { appointmentsCheck, cardsCheck, postsCheck } from './checks.ts'
import choosePost from './choose-post.ts'
import confirmAppointment from './confirm-appointment.ts'
import declareKin from './declare-kin.ts'
import definePost from './define-post.ts'
import defineUnit from './define-unit.ts'
import { disable, enable } from './disable-person.ts'
import dismiss from './dismiss.ts'
import endAuthority from './end-authority.ts'
import enrolOrganisation from './enrol-organisation.ts'
import enrolPerson from './enrol-person.ts'
import * as feed from './feed.ts'
import findPersons from './find-persons.ts'
import grantCard from './grant-card.ts'
import inviteMember from './invite-member.ts'
import issueRecovery from './issue-recovery.ts'
import listCards from './list-cards.ts'
import listUnits from './list-units.ts'
import logIn from './log-in.ts'
import logOut from './log-out.ts'
import myCapacities from './my-capacities.ts'
import { passkeys } from './passkey.ts'
import placeUnderSupervision from './place-under-supervision.ts'
import recover from './recover.ts'
import refuseAppointment from './refuse-appointment.ts'
import register from './register.ts'
import registerAuthority from './register-authority.ts'
import removeMember from './remove-member.ts'
import removePasskey from './remove-passkey.ts'
import saveProfile from './save-profile.ts'
import substitute, { agree as agreeToSubstitute, end as endSubstitution } from './substitute.ts'
import withdrawCard from './withdraw-card.ts'

import withdrawKin from './withdraw-kin.ts'

export type { Scope } from './capacity.contract.ts'
export {
  type Capacity,
  capacitiesOf,
  capacityOf,
  holdsAuthority,
  isMember,
  sayCapacity,
} from './capacity.rules.ts'
export { authoritiesOf, findAuthority, membersOf, type Profile, profileOf } from './capacity.store.ts'
export {
  type Card,
  cards,
  cardsAt,
  cardsOfUnitAt,
  holdersOf,
  holdersOfUnit,
  interestsIn,
  organisationByCode,
  organisationsOf,
} from './card.store.ts'
export { codeWarning, residentIdCheck, residentIdWarning, usccCheck, usccWarning } from './check-digit.rules.ts'
export type { UnitView } from './contract.ts'
export * as contract from './contract.ts'
export { DEMO_PASSWORD, demoOfficer, demoPerson } from './demo-officer.ts'
export { guess } from './guess.ts'
export {
  actorOfLogin,
  actorOfPerson,
  actorOfToken,
  demonstrationLogins,
  findPerson,
  findUnit,
  heldPost,
  holdForm,
  type Kin,
  kinOf,
  type Passkey,
  passkeysOf,
  personOfResident,
  pickUpForm,
  postsOfUnits,
  type Substitution,
  substitutionsOf,
  touchSession,
  units,
} from './identity.store.ts'

/** `site`: the address that browsers know the city by. */
export const identityRoom = (site: () => URL): Room =>
  defineRoom({
    name: 'identity',
    centre: true,
    title: text('身份与岗位', 'Identity and posts'),
    roles: { administrator: text('管理员', 'Administrator') },
    operations: [
      defineUnit,
      placeUnderSupervision,
      definePost,
      enrolPerson,
      enrolOrganisation,
      appoint,
      confirmAppointment,
      refuseAppointment,
      dismiss,
      disable,
      enable,
      issueRecovery,
      recover,
      findPersons,
      removePasskey,
      register,
      logIn,
      logOut,
      choosePost,
      changePassword,
      declareKin,
      withdrawKin,
      grantCard,
      withdrawCard,
      ...passkeys(site),
      listUnits,
      listCards,
      inviteMember,
      answerInvitation,
      changeMember,
      removeMember,
      registerAuthority,
      endAuthority,
      authorityPaper,
      speaks,
      ...[feed.made, feed.ended, feed.mine, feed.owner],
      stands,
      saveProfile,
      substitute,
      agreeToSubstitute,
      endSubstitution,
      myCapacities,
    ],
    checks: [appointmentsCheck, postsCheck, cardsCheck],
  })

export default identityRoom(() => new URL('http://localhost'))
