using Ledger.Crypto.Hashing;
using Ledger.Node.Catalogue;
using Ledger.Node.Importing;
using Ledger.Node.Licences;
using Ledger.Node.Log;
using Ledger.Node.Parties;

namespace Ledger.Node.Reconciliation;

/// <summary>Holds a manifest against the ledger, line by line as it comes.</summary>
internal sealed class ManifestComparison(LedgerRead rows, HolderVault vault, ManifestScope scope)
{
    /// <summary>The most lines.</summary>
    public const int MostLines = 200_000;

    /// <summary>The most differences that are kept; they are counted all the same.</summary>
    public const int MostKept = 100_000;

    // Of each identifier the hash: 200,000 of them have room in memory whatever they are called.
    private readonly HashSet<Digest> _listed = [];
    private readonly List<ManifestDifference> _kept = [];
    private readonly ManifestRow _row = new();

    /// <summary>Reads a manifest to its end.</summary>
    /// <param name="source">Lines of JSON.</param>
    /// <param name="cancel">Gives up.</param>
    /// <exception cref="LedgerException"><see cref="LedgerError.InvalidField"/>: a line cannot be read, stands there twice or is of another authority; <see cref="LedgerError.TooLarge"/>.</exception>
    public async Task<(ManifestRow Row, IReadOnlyList<ManifestDifference> Differences)> RunAsync(Stream source, CancellationToken cancel)
    {
        JsonLinesReader reader = new(source, ManifestLine.MaximumBytes);
        try
        {
            while (await reader.ReadAsync(cancel) is ReadOnlyMemory<byte> line)
            {
                Take(ManifestLine.Parse(line.Span), reader.Row);
            }
        }
        catch (Exception e) when (e is FormatException or ImportFormatException)
        {
            throw Refusal(reader.Row, "不是一行清单。", $"no line of a manifest: {e.Message}");
        }

        foreach (Licence licence in CollectedLicences.Of(rows, scope.Authority, scope.Type).Where(scope.Covers))
        {
            cancel.ThrowIfCancellationRequested();
            if (!_listed.Contains(HashOf(licence.Identifier.ToString())))
            {
                _row.Surplus++;
                Keep(ManifestDifference.Surplus, licence.Identifier.ToString(), []);
            }
        }

        _row.Kept = _kept.Count;
        return (_row, _kept);
    }

    private void Take(ManifestLine line, long number)
    {
        if (_row.Listed == MostLines)
        {
            throw new LedgerException(LedgerError.TooLarge, $"清单至多 {MostLines} 行。", $"A manifest has at most {MostLines} lines.");
        }

        LicenceIdentifier identifier = LicenceIdentifier.Parse(line.Identifier);
        if (identifier.Issuer != scope.Authority || (scope.Type is not null && identifier.Type != scope.Type))
        {
            throw Refusal(number, "不是本机构或此类型的证照。", "the licence is of another authority or type.");
        }

        if (!_listed.Add(HashOf(line.Identifier)))
        {
            throw Refusal(number, "同一证照出现两次。", "the same licence stands there twice.");
        }

        _row.Listed++;
        if (LicenceTable.Find(rows, identifier) is not Licence licence)
        {
            _row.Missing++;
            Keep(ManifestDifference.Missing, line.Identifier, []);
            return;
        }

        string[] members = [.. Differing(line, licence)];
        if (members.Length == 0)
        {
            _row.Same++;
            return;
        }

        _row.Different++;
        Keep(ManifestDifference.Different, line.Identifier, members);
    }

    private IEnumerable<string> Differing(ManifestLine line, Licence licence)
    {
        LicenceRecord record = LicenceRecord.Of(licence);
        if (line.Standing is RecordStanding standing && standing != record.Standing)
        {
            yield return "standing";
        }

        if (line.ValidFrom is not null && line.ValidFrom != LicenceDate.Format(record.ValidFrom))
        {
            yield return "validFrom";
        }

        if (line.ValidTo is not null && line.ValidTo != (record.ValidTo is DateOnly last ? LicenceDate.Format(last) : ""))
        {
            yield return "validTo";
        }

        if (line.Fields.Count == 0)
        {
            yield break;
        }

        if (LicenceContents.TryOpen(rows, vault, licence) is not OpenedLicence opened)
        {
            yield return "content";
            yield break;
        }

        foreach (string name in line.Fields.Where(field => opened.Document[field.Key] != field.Value).Select(field => field.Key))
        {
            yield return $"fields.{name}";
        }
    }

    private void Keep(string kind, string identifier, IReadOnlyList<string> members)
    {
        if (_kept.Count < MostKept)
        {
            _kept.Add(new ManifestDifference(kind, identifier, members));
        }
    }

    private static Digest HashOf(string identifier) => Sm3.Hash(System.Text.Encoding.UTF8.GetBytes(identifier));

    private static LedgerException Refusal(long number, string chinese, string english) =>
        new(LedgerError.InvalidField, $"第 {number} 行：{chinese}", $"Line {number}: {english}");
}
