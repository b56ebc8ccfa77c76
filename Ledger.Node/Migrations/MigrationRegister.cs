using Ledger.Node.Catalogue;
using Ledger.Node.Licences;
using Ledger.Node.Log;
using Ledger.Node.Parties;
using Ledger.Node.Storage;

namespace Ledger.Node.Migrations;

/// <summary>
/// 国家工程标准改造: tries a mapping on licences and says what would become of them, then re-issues them. Each is re-issued once by a mapping,
/// however often that is asked for: a run that broke off is simply asked for again. The folder's only door.
/// </summary>
internal sealed class MigrationRegister(
    LedgerWriter ledger, LicenceTypes types, LicenceRegister licences, HolderSecrets secrets, TimeProvider time)
{
    /// <summary>The most index rows that one call looks at.</summary>
    public const int MostExamined = 5000;

    private readonly LicenceCursors _cursors = new(secrets);

    private DateOnly Today => LicenceDate.InChina(time.GetUtcNow());

    /// <summary>Tries a mapping; nothing is written.</summary>
    /// <param name="authority">The caller's authority, the issuer.</param>
    /// <param name="mapping">The mapping; it may lose and invent, which the report tells.</param>
    /// <param name="selection">Which licences.</param>
    /// <exception cref="LedgerException"><see cref="LedgerError.InvalidField"/>: mapping, identifiers or cursor.</exception>
    public MigrationReport DryRun(string authority, TypeMapping mapping, MigrationSelection selection)
    {
        FaceMapping faces = FaceMapping.Of(mapping, types);
        using LedgerRead rows = ledger.Read();
        (IReadOnlyList<MigratingLicence> chosen, string? cursor) = Choose(rows, authority, faces, selection);

        // Who acts, and on what ground, is not known yet: the basis of the type stands for it.
        Decision anybody = new(faces.To.LegalBasis ?? faces.To.Name, Today, "dry-run");
        return new MigrationReport([.. chosen.Select(licence => licence.Try(anybody, types, Today))], cursor, faces.Unaccounted);
    }

    /// <summary>Re-issues licences in the new form: each gets its next version, and the old one ends in the same turn.</summary>
    /// <param name="authority">The caller's authority, the issuer.</param>
    /// <param name="mapping">The mapping; one by which any licence could lose or gain a value is refused whole.</param>
    /// <param name="selection">Which licences.</param>
    /// <param name="decision">The ground; an empty legal basis stands for the one that the new form names.</param>
    /// <param name="cancel">Stops waiting; they may be re-issued all the same.</param>
    /// <returns>What became of each; one that cannot be re-issued keeps no other back.</returns>
    /// <exception cref="LedgerException">
    /// <see cref="LedgerError.InvalidField"/>: mapping, decision, identifiers or cursor; the ledger does not write, or the outcome is unknown.
    /// </exception>
    public async Task<MigrationReport> RunAsync(
        string authority, TypeMapping mapping, MigrationSelection selection, Decision decision, CancellationToken cancel)
    {
        ledger.RequireWriting();
        FaceMapping faces = FaceMapping.Of(mapping, types);
        faces.RequireLossless();
        Decision ground = decision with
        {
            LegalBasis = decision.LegalBasis.Length == 0 ? faces.To.LegalBasis ?? "" : decision.LegalBasis,
            RestsOn = mapping.Digest,
        };
        ground.Require(Today);
        IReadOnlyList<MigratingLicence> chosen;
        string? cursor;
        using (LedgerRead rows = ledger.Read())
        {
            (chosen, cursor) = Choose(rows, authority, faces, selection);
        }

        MigratingLicence[] fit = [.. chosen.Where(licence => licence.Face is { Refusals.Count: 0 })];
        IReadOnlyList<IssueOutcome> outcomes = await licences.IssueManyAsync(
            authority, [.. fit.Select(licence => new IssueItem(licence.Request(ground), KeyOf(mapping, licence.Before!.Licence)))], alone: null, cancel);
        Dictionary<MigratingLicence, IssueOutcome> outcomeOf = fit.Zip(outcomes).ToDictionary(pair => pair.First, pair => pair.Second);
        return new MigrationReport(
            [.. chosen.Select(licence => licence.After(outcomeOf.GetValueOrDefault(licence)))], cursor, faces.Unaccounted);
    }

    /// <summary>The same for every attempt to re-issue a licence by a mapping. Handle and mapping say nothing about anybody.</summary>
    private static RequestKey KeyOf(TypeMapping mapping, Licence licence)
    {
        byte[] act = [.. "migration\n"u8, .. mapping.Digest.Span, .. licence.Handle.Span];
        return RequestKey.For("migration\n" + licence.Identifier.Issuer, Convert.ToHexStringLower(act), act);
    }

    private (IReadOnlyList<MigratingLicence> Chosen, string? Cursor) Choose(
        LedgerRead rows, string authority, FaceMapping faces, MigrationSelection selection)
    {
        if (selection.Identifiers is { } identifiers)
        {
            return ([.. identifiers.Select(identifier => MigratingLicence.Named(rows, licences, faces, authority, identifier))], null);
        }

        string scope = $"migration\n{authority}\n{faces.From.Code}\n{faces.From.Edition}";
        byte[]? position = selection.Cursor is string cursor ? _cursors.Read(scope, cursor) : null;
        List<MigratingLicence> chosen = [];
        int examined = 0;
        foreach (LicenceHit hit in LicenceRange.ReadAll(RangesOf(authority, faces.From.Code), rows, position, MostExamined + 1))
        {
            if (chosen.Count == selection.Limit || examined == MostExamined)
            {
                return (chosen, _cursors.Write(scope, position!));
            }

            examined++;
            position = hit.Position;
            Licence licence = LicenceTable.Get(rows, hit.Handle);
            if (licence.Edition == faces.From.Edition)
            {
                chosen.Add(MigratingLicence.Of(rows, licences, faces, licence));
            }
        }

        return (chosen, null);
    }

    private LicenceRange[] RangesOf(string authority, string type)
    {
        IndexedState[] notEnded = [IndexedState.Issued, IndexedState.IssuedAhead, IndexedState.Suspended];
        return [.. notEnded.Select(state => new LicenceRange(
            Column.LicencesByType, LicenceIndex.TypePrefix(authority, type, state), LicenceIndex.Day(Today), End: null))];
    }
}
