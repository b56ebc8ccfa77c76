namespace Ledger.Crypto.Transparency;

/// <summary>What happened, as one byte of the event leaf. Numbers are never reused.</summary>
public enum EventType : byte
{
    /// <summary>A licence was issued; of a copy (加注件): it was made.</summary>
    Issue = 1,

    /// <summary>A licence was changed or renewed under the same handle.</summary>
    Amend = 2,

    /// <summary>A licence was suspended (暂扣).</summary>
    Suspend = 3,

    /// <summary>A suspended licence was given back (暂扣发还).</summary>
    Resume = 4,

    /// <summary>A licence version ended for good (注销, 撤销, 吊销, 换发, 转出): the event's body says which; of a copy: it was withdrawn.</summary>
    Revoke = 5,

    /// <summary>Something was noted on a licence that leaves its status as it is (签注), such as an annual check (校验).</summary>
    Endorse = 6,

    /// <summary>An objection to a licence was opened (异议); the licence stays as it is.</summary>
    Dispute = 7,

    /// <summary>The objection to a licence was closed.</summary>
    DisputeLifted = 8,

    /// <summary>A material, or its next version, was registered.</summary>
    MaterialRegistered = 16,

    /// <summary>A holder, or a minor's guardian, allowed the use of licences or materials.</summary>
    ConsentGranted = 17,

    /// <summary>A holder withdrew a consent.</summary>
    ConsentWithdrawn = 18,

    /// <summary>A licence or a material was used: under a consent, or on another basis that the event names.</summary>
    MaterialUsed = 19,

    /// <summary>Something was noted on a material, or on uses, that leaves them on record (核验, 存疑, 异议): the event's body says what.</summary>
    MaterialNoted = 20,

    /// <summary>A material was erased (销毁), or a holder: what was sealed of it, or for them, is gone, for good.</summary>
    MaterialErased = 21,

    /// <summary>A province's node stated that it opened what another gave it for a use (用证回执): both logs have it.</summary>
    UseReceipted = 22,

    /// <summary>An authority registered an inspection (检查计划报备).</summary>
    InspectionRegistered = 23,

    /// <summary>An inspection plan ended: nothing is read under it any more.</summary>
    InspectionEnded = 24,

    /// <summary>An issuing authority was registered or its entry renewed.</summary>
    AuthorityRegistered = 32,

    /// <summary>A holder was registered or the entry renewed.</summary>
    HolderRegistered = 33,

    /// <summary>An entry of the catalogue (目录), or its next edition, was entered.</summary>
    CatalogueEntered = 34,

    /// <summary>An authority applied for a seal (印章申请).</summary>
    SealApplied = 35,

    /// <summary>A second operator, at a second system, approved the application.</summary>
    SealApproved = 36,

    /// <summary>The application was rejected, for good.</summary>
    SealRejected = 37,

    /// <summary>A seal was made (制章) and is in force: the body names the SESeal.</summary>
    SealMade = 38,

    /// <summary>A seal was frozen (冻结): what it signs from here on does not count.</summary>
    SealFrozen = 39,

    /// <summary>A frozen seal may be used again (解冻).</summary>
    SealUnfrozen = 40,

    /// <summary>A seal, or an application for one, ended for good (注销).</summary>
    SealRevoked = 41,

    /// <summary>The use of a seal was granted (用章授权).</summary>
    SealGranted = 42,

    /// <summary>A grant was withdrawn, for good.</summary>
    SealGrantWithdrawn = 43,

    /// <summary>Somebody tried to use a seal without the right to, so many times; nothing was signed.</summary>
    SealUseRefused = 44,

    /// <summary>A signing key of an authority was entered, by its certificate.</summary>
    KeyEntered = 45,

    /// <summary>A signing key signs no more: what the log took in before stays valid.</summary>
    KeyRetired = 46,

    /// <summary>A signing key was compromised: from an index of the log on, what it signed is not valid.</summary>
    KeyCompromised = 47,

    /// <summary>The log continues another that ended; always its first event.</summary>
    LogContinued = 48,

    /// <summary>The log commits to the audit log beside it: so many entries, under these roots.</summary>
    AuditCommitted = 49,

    /// <summary>A tool that measures the log added an entry without a meaning.</summary>
    LoadAdded = 254,
}
