/**
 * Open Badges 3.0 in JSON Schema (2019-09): our reading of the specification's data model, appendix B.1
 * (https://www.imsglobal.org/spec/ob/v3p0/#data-models), for the classes that an entry has, not compared with it line by
 * line. 1EdTech’s own schema is not copied here, for it comes without a licence; the judge of another's making is
 * `@learncard/types`, asked beside this one. This one is stricter: it knows no term besides the specification’s, where
 * that allows extensions, and wants what a credential that is secured as a JWT (§8.2.4) says again in claims.
 */
export const openBadgeCredential = {
  $schema: 'https://json-schema.org/draft/2019-09/schema',
  ...anObject(['@context', 'id', 'type', 'name', 'issuer', 'validFrom', 'credentialSubject', 'iss', 'jti', 'sub', 'nbf'], {
    '@context': {
      type: 'array',
      minItems: 2,
      items: [{ const: 'https://www.w3.org/ns/credentials/v2' }, { type: 'string', pattern: String.raw`^https://purl\.imsglobal\.org/spec/ob/v3p0/context-3\.0\.\d\.json$` }],
    },
    id: uri(),
    type: { ...types('VerifiableCredential'), allOf: [{ contains: { enum: ['AchievementCredential', 'OpenBadgeCredential'] } }] },
    name: text(),
    description: text(),
    awardedDate: moment(),
    issuer: anObject(['id', 'type'], { id: uri(), type: types('Profile'), name: text(), url: uri(), description: text(), email: text() }),
    validFrom: moment(),
    validUntil: moment(),
    credentialSubject: { $ref: '#/$defs/AchievementSubject' },
    credentialStatus: anObject(['id', 'type', 'statusPurpose', 'statusListIndex', 'statusListCredential'], {
      id: uri(),
      type: { const: 'BitstringStatusListEntry' },
      statusPurpose: { enum: ['revocation', 'suspension', 'message', 'refresh'] },
      statusListIndex: { type: 'string', pattern: String.raw`^\d+$` },
      statusListCredential: uri(),
    }),
    iss: uri(),
    jti: uri(),
    sub: uri(),
    nbf: { type: 'integer' },
    exp: { type: 'integer' },
  }),
  $defs: {
    AchievementSubject: {
      ...anObject(['type', 'achievement'], {
        id: uri(),
        type: types('AchievementSubject'),
        activityStartDate: moment(),
        activityEndDate: moment(),
        creditsEarned: { type: 'number' },
        achievement: { $ref: '#/$defs/Achievement' },
        identifier: { type: 'array', minItems: 1, items: { $ref: '#/$defs/IdentityObject' } },
        licenseNumber: text(),
        narrative: text(),
        result: { type: 'array', items: { $ref: '#/$defs/Result' } },
        role: text(),
        term: text(),
      }),
      anyOf: [{ required: ['id'] }, { required: ['identifier'] }],
    },
    Achievement: anObject(['id', 'type', 'criteria', 'description', 'name'], {
      id: uri(),
      type: types('Achievement'),
      achievementType: oneOf(
        'Achievement ApprenticeshipCertificate Assessment Assignment AssociateDegree Award Badge BachelorDegree Certificate CertificateOfCompletion ' +
          'Certification CommunityService Competency Course CoCurricular Degree Diploma DoctoralDegree Fieldwork GeneralEducationDevelopment ' +
          'JourneymanCertificate LearningProgram License Membership ProfessionalDoctorate QualityAssuranceCredential MasterCertificate MasterDegree ' +
          'MicroCredential ResearchDoctorate SecondarySchoolDiploma',
      ),
      creditsAvailable: { type: 'number' },
      criteria: { ...anObject([], { id: uri(), narrative: text() }), minProperties: 1 },
      description: text(),
      fieldOfStudy: text(),
      humanCode: text(),
      inLanguage: { type: 'string', pattern: '^[a-z]{2,4}(-[A-Za-z]+)*$' },
      name: text(),
      resultDescription: { type: 'array', items: { $ref: '#/$defs/ResultDescription' } },
      specialization: text(),
      tag: { type: 'array', items: text() },
      version: text(),
    }),
    Result: anObject(['type'], {
      type: types('Result'),
      achievedLevel: uri(),
      resultDescription: uri(),
      status: { enum: ['Completed', 'Enrolled', 'Failed', 'InProgress', 'OnHold', 'Provisional', 'Withdrew'] },
      value: text(),
    }),
    ResultDescription: anObject(['id', 'type', 'name', 'resultType'], {
      id: uri(),
      type: types('ResultDescription'),
      allowedValue: { type: 'array', items: text() },
      name: text(),
      requiredValue: text(),
      resultType: oneOf(
        'GradePointAverage LetterGrade Percent PerformanceLevel PredictedScore RawScore Result RubricCriterion RubricCriterionLevel RubricScore ScaledScore Status',
      ),
      valueMax: text(),
      valueMin: text(),
    }),
    IdentityObject: anObject(['type', 'hashed', 'identityHash', 'identityType'], {
      type: { const: 'IdentityObject' },
      hashed: { type: 'boolean' },
      identityHash: text(),
      identityType: oneOf(
        'name sourcedId systemId productId userName accountId emailAddress nationalIdentityNumber isbn issn lisSourcedId oneRosterSourcedId sisSourcedId ' +
          'ltiContextId ltiDeploymentId ltiToolId ltiPlatformId ltiUserId identifier',
      ),
      salt: text(),
    }),
  },
} as const;

function anObject(required: readonly string[], properties: Readonly<Record<string, object>>) {
  return { type: 'object', required, properties, additionalProperties: false };
}

function types(one: string) {
  return { type: 'array', minItems: 1, items: { type: 'string' }, contains: { const: one } };
}

/** An enumeration of the specification, which further words may join as `ext:…`. */
function oneOf(words: string) {
  return { anyOf: [{ enum: words.split(' ') }, { type: 'string', pattern: String.raw`^ext:[\w-]+$` }] };
}

function uri() {
  return { type: 'string', format: 'uri' };
}

function moment() {
  return { type: 'string', format: 'date-time' };
}

function text() {
  return { type: 'string', minLength: 1 };
}
