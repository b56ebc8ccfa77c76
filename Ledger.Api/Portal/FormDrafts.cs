using System.Collections.Concurrent;
using Ledger.Crypto.Hashing;
using Ledger.Node.SignIn;

namespace Ledger.Api.Portal;

/// <summary>
/// Keeps what a person had typed when a form was refused for want of a step-up, until they come back from it: one form of each person, in memory only,
/// for a few minutes, taken once.
/// </summary>
internal sealed class FormDrafts(TimeProvider time)
{
    /// <summary>Most forms kept at a time; beyond, what is typed is not kept.</summary>
    public const int Most = 1_000;

    /// <summary>How long one is kept.</summary>
    public static readonly TimeSpan KeptFor = TimeSpan.FromMinutes(15);

    private readonly ConcurrentDictionary<Digest, Draft> _drafts = [];

    /// <summary>Keeps a form of a person, in the place of any before.</summary>
    /// <param name="person">Whose.</param>
    /// <param name="path">The form's address.</param>
    /// <param name="form">What was typed.</param>
    public void Keep(Digest person, string path, FilledForm form)
    {
        DateTimeOffset now = time.GetUtcNow();
        foreach ((Digest whose, Draft old) in _drafts)
        {
            if (now - old.At >= KeptFor)
            {
                _drafts.TryRemove(whose, out _);
            }
        }

        if (_drafts.Count < Most || _drafts.ContainsKey(person))
        {
            _drafts[person] = new Draft(path, form, now);
        }
    }

    /// <summary>What a person had typed into a form; null where nothing is kept.</summary>
    public FilledForm? Take(Session session, string path) =>
        _drafts.TryGetValue(session.Who.Person, out Draft? draft) && draft.Path == path && _drafts.TryRemove(session.Who.Person, out _) && time.GetUtcNow() - draft.At < KeptFor
            ? draft.Form
            : null;

    private sealed record Draft(string Path, FilledForm Form, DateTimeOffset At);
}
