using Ledger.Node.Catalogue;
using Ledger.Node.Licences;
using Ledger.Node.Log;

namespace Ledger.Node.Migrations;

/// <summary>A licence on its way to the new form. Personal data: in memory only.</summary>
internal sealed class MigratingLicence
{
    private readonly FaceMapping _faces;
    private readonly string _identifier;
    private readonly LedgerException? _refusal;

    private MigratingLicence(FaceMapping faces, string identifier, LedgerException refusal) =>
        (_faces, _identifier, _refusal) = (faces, identifier, refusal);

    private MigratingLicence(FaceMapping faces, OpenedLicence before)
    {
        (_faces, _identifier, Before) = (faces, before.Licence.Identifier.ToString(), before);
        Face = faces.Apply(FieldSources.Of(before, faces.From));
    }

    /// <summary>The licence, opened; null where that is not possible.</summary>
    public OpenedLicence? Before { get; }

    /// <summary>Its face in the new form; null where it could not be opened.</summary>
    public MappedFace? Face { get; }

    /// <summary>One found by the old form.</summary>
    public static MigratingLicence Of(LedgerRead rows, LicenceRegister register, FaceMapping faces, Licence licence)
    {
        try
        {
            return new MigratingLicence(faces, register.Open(rows, licence));
        }
        catch (LedgerException erased) when (erased.Error is LedgerError.NotFound)
        {
            return new MigratingLicence(faces, licence.Identifier.ToString(), erased);
        }
    }

    /// <summary>One named by its identifier, which may be no licence of the authority or of another form.</summary>
    public static MigratingLicence Named(LedgerRead rows, LicenceRegister register, FaceMapping faces, string authority, string identifier)
    {
        try
        {
            Licence licence = LicenceRegister.Own(rows, authority, identifier);
            return licence.Identifier.Type == faces.From.Code && licence.Edition == faces.From.Edition
                ? Of(rows, register, faces, licence)
                : new MigratingLicence(faces, identifier, new LedgerException(
                    LedgerError.WrongState, "证照不是映射所写的来源类型和版次。", "The licence is not of the old form that the mapping names."));
        }
        catch (LedgerException refusal)
        {
            return new MigratingLicence(faces, identifier, refusal);
        }
    }

    /// <summary>What to issue.</summary>
    /// <param name="ground">The decision.</param>
    public IssueLicence Request(Decision ground) => new NextVersion(LicenceAct.Migration, ground)
    {
        Type = _faces.To.Code,
        Fields = Face!.Values,
        Dropped = [.. LicenceFace.FieldsOf(Before!.Document).Select(field => field.Key).Except(Face.Values.Keys)],
    }.Over(Before, lastDayField: null);

    /// <summary>What would become of it.</summary>
    /// <param name="anybody">Stands for the decision, which is not known yet.</param>
    /// <param name="types">The catalogue.</param>
    /// <param name="today">The day it is in China.</param>
    public MigratedLicence Try(Decision anybody, LicenceTypes types, DateOnly today)
    {
        if (Face is null || Face.Refusals.Count > 0)
        {
            return Answer(_refusal is null ? Face!.Refusals : MigratedLicence.RefusalsOf(_refusal), issued: null);
        }

        try
        {
            LicenceRequestRules.Check(Request(anybody), types, today);
            return Answer([], issued: null);
        }
        catch (LedgerException refusal)
        {
            return Answer(MigratedLicence.RefusalsOf(refusal), issued: null);
        }
    }

    /// <summary>What became of it.</summary>
    /// <param name="outcome">The outcome of issuing; null where it did not come to that.</param>
    public MigratedLicence After(IssueOutcome? outcome) => Answer(
        outcome?.Refusal is { } refused ? MigratedLicence.RefusalsOf(refused)
            : _refusal is not null ? MigratedLicence.RefusalsOf(_refusal)
            : Face!.Refusals,
        outcome?.Issued);

    private MigratedLicence Answer(IReadOnlyList<FieldRefusal> refusals, IssuedLicence? issued) =>
        new(_identifier, Face?.Lost ?? [], Face?.Dropped ?? [], Face?.Invented ?? [], refusals, issued);
}
