using Ledger.Crypto.Hashing;
using Ledger.Node;
using Ledger.Node.SignIn;

namespace Ledger.Api.SignIn;

/// <summary>
/// The one place that is told of everything that happens to sign-ins and sessions, before it is answered: what keeps records of it goes here.
/// Nothing personal: a person is a keyed hash.
/// </summary>
internal sealed partial class SignInJournal(ILogger<SignInJournal> logger)
{
    /// <summary>A session has begun.</summary>
    /// <param name="session">The session.</param>
    /// <param name="isStepUp">Whether it took the place of one of the same person.</param>
    public void Began(Session session, bool isStepUp) => SayBegan(session.Who.Provider, session.Who.Person, isStepUp);

    /// <summary>A sign-in was refused.</summary>
    /// <param name="provider">Name of the provider.</param>
    /// <param name="refusal">Why.</param>
    /// <param name="reference">By which number the person may ask about it.</param>
    public void Refused(string provider, LedgerException refusal, string reference)
    {
        string code = refusal.Error.Code();
        SayRefused(provider, code, refusal.Field, reference);
    }

    /// <summary>A person has ended sessions.</summary>
    /// <param name="by">Who: their own, or of a security administrator.</param>
    /// <param name="person">Whose sessions.</param>
    /// <param name="count">How many.</param>
    public void Ended(SignedInPerson by, Digest person, int count) => SayEnded(by.Person, person, count);

    /// <summary>A provider has ended sessions.</summary>
    /// <param name="provider">Name of the provider.</param>
    /// <param name="count">How many.</param>
    public void EndedByProvider(string provider, int count) => SayEndedByProvider(provider, count);

    [LoggerMessage(Level = LogLevel.Information, Message = "Signed in by {Provider}: person {Person}, step-up {IsStepUp}.")]
    private partial void SayBegan(string provider, Digest person, bool isStepUp);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A sign-in by {Provider} was refused: {Code} {Field}, number {Reference}.")]
    private partial void SayRefused(string provider, string code, string? field, string reference);

    [LoggerMessage(Level = LogLevel.Information, Message = "Provider {Provider} ended {Count} sessions.")]
    private partial void SayEndedByProvider(string provider, int count);

    [LoggerMessage(Level = LogLevel.Information, Message = "Person {By} ended {Count} sessions of person {Person}.")]
    private partial void SayEnded(Digest by, Digest person, int count);
}
