namespace Ledger.Node;

/// <summary>Every reason for which the ledger refuses, a closed list. What HTTP makes of one is decided in one place, elsewhere.</summary>
internal enum LedgerError
{
    /// <summary>A value is present but not one that the field takes.</summary>
    InvalidField,

    /// <summary>The request names a field that does not exist.</summary>
    UnknownField,

    /// <summary>A field that must be there is not.</summary>
    MissingField,

    /// <summary>The request could not be read at all: bad encoding, bad JSON, duplicate names.</summary>
    MalformedBody,

    /// <summary>More bytes, depth or items than the limit.</summary>
    TooLarge,

    /// <summary>A writing request came without the key that makes its repetition safe.</summary>
    IdempotencyKeyMissing,

    /// <summary>The key was used before for another request; nothing was done.</summary>
    IdempotencyKeyReused,

    /// <summary>There is no such thing, or the caller may not know of it.</summary>
    NotFound,

    /// <summary>A thing with this identifier exists already.</summary>
    AlreadyExists,

    /// <summary>The thing exists, but its present state does not permit the act.</summary>
    WrongState,

    /// <summary>The caller is known and may not do this.</summary>
    NotAllowed,

    /// <summary>The authority has no seal in force: none in the ledger, frozen, revoked, outside its validity, or of keys that may not sign any more.</summary>
    SealNotInForce,

    /// <summary>No grant permits this caller to use the authority's seal for this type of licence now.</summary>
    SealNotGranted,

    /// <summary>The holder's consent does not count: not yet, not any more, used up or withdrawn.</summary>
    ConsentNotInForce,

    /// <summary>The inspection plan (检查码) does not count: none is registered, or it has not begun, is over or was ended.</summary>
    InspectionNotInForce,

    /// <summary>The inspection plan does not name who reads, for whom, or who is inspected.</summary>
    InspectionNotCovering,

    /// <summary>The licence does not count in the caller's province (异地不互认).</summary>
    NotRecognised,

    /// <summary>A signature, certificate or proof in the request does not verify.</summary>
    SignatureInvalid,

    /// <summary>The request says that it is signed, and is not: wrong, late, of an unknown key, or not of this request.</summary>
    RequestSignatureInvalid,

    /// <summary>The request was signed once and comes a second time.</summary>
    RequestReplayed,

    /// <summary>Nobody has signed in, or the session is over.</summary>
    SignInNeeded,

    /// <summary>What the identity provider said does not stand: the sign-in is refused, and the sentence says why.</summary>
    SignInRefused,

    /// <summary>What an identity provider sent to end sessions does not stand: none is ended, and the sentence says why.</summary>
    LogoutRefused,

    /// <summary>The person has signed in, but must show their means of authentication anew for this.</summary>
    StepUpNeeded,

    /// <summary>A writing request with a session came from another site, or from nowhere.</summary>
    CrossSiteRequest,

    /// <summary>The system has sent more requests than it may; nothing was done, try again later.</summary>
    QuotaExceeded,

    /// <summary>More requests are waiting than the ledger accepts; nothing was done, try again later.</summary>
    Busy,

    /// <summary>The clock of this machine stands before the newest entry of the log; nothing was done.</summary>
    ClockBehind,

    /// <summary>Something this answer needs (chain, peer, key module) cannot be reached; nothing was done.</summary>
    Unavailable,

    /// <summary>The access could not be recorded in the audit log, so there is no answer; try again later.</summary>
    AuditUnavailable,

    /// <summary>The write may have happened or not. Repeating it with the same key is safe and tells which.</summary>
    OutcomeUnknown,

    /// <summary>The writer stopped after a failure; nothing was done. The process must be started anew.</summary>
    WriterStopped,

    /// <summary>The log was not compared yet with what others remember of it; nothing was done, try again later.</summary>
    Waiting,

    /// <summary>The stored log does not fit what is known of it elsewhere: reading only, nothing is signed.</summary>
    Quarantined,
}

/// <summary>The ledger refuses, for a reason that the caller can act upon.</summary>
internal sealed class LedgerException : Exception
{
    /// <summary>States why.</summary>
    /// <param name="error">The reason as a code.</param>
    /// <param name="chinese">One whole sentence for people, without personal data.</param>
    /// <param name="english">The same sentence in English.</param>
    /// <param name="field">The field at fault as the caller wrote it (a JSON pointer), if there is one.</param>
    public LedgerException(LedgerError error, string chinese, string english, string? field = null)
        : base(english)
    {
        Error = error;
        Chinese = chinese;
        Fields = field is null ? [] : [new FieldRefusal(field, error, chinese, english)];
    }

    /// <summary>States everything that is wrong with the fields of one request; the first is the exception's own reason.</summary>
    /// <param name="fields">At least one.</param>
    public LedgerException(IReadOnlyList<FieldRefusal> fields)
        : base(fields[0].English)
    {
        Error = fields[0].Error;
        Chinese = fields[0].Chinese;
        Fields = fields;
    }

    /// <summary>States why, keeping what was caught for the operator; the caller never sees it.</summary>
    public LedgerException(LedgerError error, string chinese, string english, Exception cause)
        : base(english, cause)
    {
        Error = error;
        Chinese = chinese;
    }

    /// <summary>The reason as a code.</summary>
    public LedgerError Error { get; }

    /// <summary>The sentence in Chinese.</summary>
    public string Chinese { get; }

    /// <summary>The sentence in English.</summary>
    public string English => Message;

    /// <summary>The first field at fault, or null.</summary>
    public string? Field => Fields.Count > 0 ? Fields[0].Field : null;

    /// <summary>Every field at fault; empty where the fault is none of a field.</summary>
    public IReadOnlyList<FieldRefusal> Fields { get; } = [];
}

/// <summary>The stable texts of <see cref="LedgerError"/>.</summary>
internal static class LedgerErrorCode
{
    /// <summary>The code as written in answers and documents; never changes once released.</summary>
    public static string Code(this LedgerError error) => error switch
    {
        LedgerError.InvalidField => "invalid-field",
        LedgerError.UnknownField => "unknown-field",
        LedgerError.MissingField => "missing-field",
        LedgerError.MalformedBody => "malformed-body",
        LedgerError.TooLarge => "too-large",
        LedgerError.IdempotencyKeyMissing => "idempotency-key-missing",
        LedgerError.IdempotencyKeyReused => "idempotency-key-reused",
        LedgerError.NotFound => "not-found",
        LedgerError.AlreadyExists => "already-exists",
        LedgerError.WrongState => "wrong-state",
        LedgerError.NotAllowed => "not-allowed",
        LedgerError.SealNotInForce => "seal-not-in-force",
        LedgerError.SealNotGranted => "seal-not-granted",
        LedgerError.ConsentNotInForce => "consent-not-in-force",
        LedgerError.InspectionNotInForce => "inspection-not-in-force",
        LedgerError.InspectionNotCovering => "inspection-not-covering",
        LedgerError.NotRecognised => "not-recognised",
        LedgerError.SignatureInvalid => "signature-invalid",
        LedgerError.RequestSignatureInvalid => "request-signature-invalid",
        LedgerError.RequestReplayed => "request-replayed",
        LedgerError.SignInNeeded => "sign-in-needed",
        LedgerError.SignInRefused => "sign-in-refused",
        LedgerError.LogoutRefused => "logout-refused",
        LedgerError.StepUpNeeded => "step-up-needed",
        LedgerError.CrossSiteRequest => "cross-site-request",
        LedgerError.QuotaExceeded => "quota-exceeded",
        LedgerError.Busy => "busy",
        LedgerError.ClockBehind => "clock-behind",
        LedgerError.Unavailable => "unavailable",
        LedgerError.AuditUnavailable => "audit-unavailable",
        LedgerError.OutcomeUnknown => "outcome-unknown",
        LedgerError.WriterStopped => "writer-stopped",
        LedgerError.Waiting => "waiting",
        LedgerError.Quarantined => "quarantined",
        _ => throw new ArgumentOutOfRangeException(nameof(error)),
    };
}
