using System.Globalization;
using System.Text;

namespace Ledger.Crypto.Transparency;

/// <summary>
/// Which logs and witnesses are trusted, and how many witnesses must have cosigned a checkpoint (c2sp.org/tlog-policy).
/// Groups count k of n: with a group for each organisation, no organisation counts twice.
/// </summary>
public sealed class TlogPolicy
{
    /// <summary>The quorum of a policy that asks for no cosignature.</summary>
    public const string NoQuorum = "none";

    /// <summary>A policy from its parts, in the order of their definition.</summary>
    /// <exception cref="FormatException">
    /// A name is used twice, undefined or not a word; a key stands twice; a threshold cannot be met; a group has a
    /// member that another has.
    /// </exception>
    public TlogPolicy(
        IReadOnlyList<TlogPolicyLog> logs,
        IReadOnlyList<TlogPolicyWitness> witnesses,
        IReadOnlyList<TlogPolicyGroup> groups,
        string quorum)
    {
        ArgumentNullException.ThrowIfNull(logs);
        ArgumentNullException.ThrowIfNull(witnesses);
        ArgumentNullException.ThrowIfNull(groups);
        ArgumentNullException.ThrowIfNull(quorum);
        TlogPolicyNames names = new();
        foreach (TlogPolicyLog log in logs)
        {
            names.Add(log);
        }

        foreach (TlogPolicyWitness witness in witnesses)
        {
            names.Add(witness);
        }

        foreach (TlogPolicyGroup group in groups)
        {
            names.Add(group);
        }

        names.RequireQuorum(quorum);
        (Logs, Witnesses, Groups, Quorum) = (logs, witnesses, groups, quorum);
        Text = Format();
    }

    /// <summary>The logs; none where the caller knows the log from elsewhere.</summary>
    public IReadOnlyList<TlogPolicyLog> Logs { get; }

    /// <summary>The witnesses.</summary>
    public IReadOnlyList<TlogPolicyWitness> Witnesses { get; }

    /// <summary>The groups.</summary>
    public IReadOnlyList<TlogPolicyGroup> Groups { get; }

    /// <summary>Name of the witness or group that must have witnessed a checkpoint, or <see cref="NoQuorum"/>.</summary>
    public string Quorum { get; }

    /// <summary>The policy file as it was read, comments included; what <see cref="Format"/> gives for one that was not.</summary>
    public string Text { get; internal init; }

    /// <summary>Reads a policy file. Stricter than the draft in one thing: the whole file is UTF-8.</summary>
    /// <exception cref="FormatException">It is not one; the message names the line.</exception>
    public static TlogPolicy Parse(ReadOnlySpan<byte> file) => TlogPolicyReader.Read(file);

    /// <summary>A policy file of these parts and nothing else.</summary>
    public string Format()
    {
        StringBuilder file = new();
        foreach (TlogPolicyLog log in Logs)
        {
            file.Append(CultureInfo.InvariantCulture, $"log {log.Key}{Suffix(log.Address)}\n");
        }

        foreach (TlogPolicyWitness witness in Witnesses)
        {
            file.Append(CultureInfo.InvariantCulture, $"witness {witness.Name} {witness.Key}{Suffix(witness.Address)}\n");
        }

        foreach (TlogPolicyGroup group in Groups)
        {
            file.Append(CultureInfo.InvariantCulture, $"group {group.Name} {group.Threshold} {string.Join(' ', group.Members)}\n");
        }

        return file.Append(CultureInfo.InvariantCulture, $"quorum {Quorum}\n").ToString();
    }

    /// <summary>Judges a checkpoint.</summary>
    /// <param name="note">The checkpoint with its signatures.</param>
    /// <param name="since">Cosignatures of an earlier time do not count; null where age does not matter.</param>
    public TlogPolicyReport Evaluate(SignedNote note, DateTimeOffset? since = null)
    {
        ArgumentNullException.ThrowIfNull(note);
        NoteReport report = note.Verify([.. Logs.Select(log => log.Key), .. Witnesses.Select(witness => witness.Key)]);
        string origin = note.Text[..note.Text.IndexOf('\n', StringComparison.Ordinal)];
        List<VerifiedNoteSignature> cosignatures = [.. report.Verified.Where(signature => signature.Time is not null)];
        cosignatures.RemoveAll(signature => signature.Time < since);
        Dictionary<string, DateTimeOffset> witnessed = Witnessed(cosignatures.Select(signature => (signature.Verifier, signature.Time!.Value)));
        return new TlogPolicyReport(
            report.Verified.Any(signature => signature.Time is null && signature.Verifier.Name == origin),
            report.Failed.Count == 0 && IsMetBy(witnessed),
            cosignatures,
            report.Failed,
            witnessed.TryGetValue(Quorum, out DateTimeOffset time) ? time : null);
    }

    /// <summary>Whether cosignatures of these keys make the quorum.</summary>
    public bool IsMetBy(IReadOnlyCollection<NoteVerifier> cosigners)
    {
        ArgumentNullException.ThrowIfNull(cosigners);
        return IsMetBy(Witnessed(cosigners.Select(cosigner => (cosigner, DateTimeOffset.UnixEpoch))));
    }

    /// <summary>
    /// The witnesses and groups that have witnessed, each with the newest time by which it had: its own for a witness, the
    /// k-th newest of its members' for a group of threshold k.
    /// </summary>
    internal Dictionary<string, DateTimeOffset> Witnessed(IEnumerable<(NoteVerifier Cosigner, DateTimeOffset Time)> cosignatures)
    {
        Dictionary<string, DateTimeOffset> times = new(StringComparer.Ordinal);
        foreach ((NoteVerifier cosigner, DateTimeOffset time) in cosignatures)
        {
            if (Witnesses.FirstOrDefault(witness => witness.Key.Equals(cosigner)) is TlogPolicyWitness witness)
            {
                times[witness.Name] = time;
            }
        }

        // A group comes after its members, so one pass settles them all.
        foreach (TlogPolicyGroup group in Groups)
        {
            DateTimeOffset[] members = [.. group.Members.Where(times.ContainsKey).Select(member => times[member]).OrderDescending()];
            if (members.Length >= group.Threshold)
            {
                times[group.Name] = members[group.Threshold - 1];
            }
        }

        return times;
    }

    private bool IsMetBy(Dictionary<string, DateTimeOffset> witnessed) => Quorum == NoQuorum || witnessed.ContainsKey(Quorum);

    private static string Suffix(Uri? address) => address is null ? "" : " " + address.OriginalString;
}
