using Ledger.Crypto.Verification;
using Ledger.Node.Catalogue;
using Ledger.Node.Licences;
using Ledger.Node.Log;
using Ledger.Node.Parties;

namespace Ledger.Node.Composites;

/// <summary>
/// 行业综合许可证: what composite licences are, worked out when asked from the licences they bring together. Each is followed to its newest
/// version, so that renewing one needs no new composite licence.
/// </summary>
internal sealed class CompositeRegister(LedgerWriter ledger, LicenceTypes types, HolderVault vault, TimeProvider time)
{
    /// <summary>A composite licence of the caller's own authority, with the items of business of its components.</summary>
    /// <param name="authority">The caller's authority, which must have issued the composite licence; the components may be others'.</param>
    /// <param name="identifier">Its identifier.</param>
    /// <exception cref="LedgerException"><see cref="LedgerError.NotFound"/>: absent, another authority's, or no composite licence.</exception>
    public CompositeStanding Get(string authority, string identifier)
    {
        using LedgerRead rows = ledger.Read();
        Licence licence = LicenceRegister.Own(rows, authority, identifier);
        return licence.Components.Count > 0
            ? Of(rows, licence, withItems: true)
            : throw new LedgerException(LedgerError.NotFound, "这不是行业综合许可证。", "This is no composite licence.");
    }

    /// <summary>The same for the public: what each component is, and nothing that its face says. Null for a licence that is not composite.</summary>
    /// <param name="licence">A licence whose standing the asker may know.</param>
    public CompositeStanding? Find(Licence licence)
    {
        ArgumentNullException.ThrowIfNull(licence);
        if (licence.Components.Count == 0)
        {
            return null;
        }

        using LedgerRead rows = ledger.Read();
        return Of(rows, licence, withItems: false);
    }

    private CompositeStanding Of(LedgerRead rows, Licence licence, bool withItems)
    {
        DateOnly today = LicenceDate.InChina(time.GetUtcNow());
        ComponentStanding[] components = [.. licence.Components.Select(named => ComponentOf(rows, named, today, withItems))];
        CompositeState state = CompositeStanding.StateOf(licence.IsInForce(today), [.. components.Select(component => component.IsInForce)]);
        return new CompositeStanding(licence, state, components);
    }

    private ComponentStanding ComponentOf(LedgerRead rows, string named, DateOnly today, bool withItems)
    {
        Licence? current = ComponentChain.Newest(rows, named);
        string code = (current?.Identifier ?? LicenceIdentifier.Parse(named)).Type;
        LicenceType? type = (current is null ? null : types.Find(code, current.Edition)) ?? types.Find(code);
        string? items = withItems && current is not null && type is not null ? ItemsOf(rows, current, type) : null;
        return new ComponentStanding(named, current, type?.Name ?? code, current?.StateOn(today), items);
    }

    private string? ItemsOf(LedgerRead rows, Licence licence, LicenceType type)
    {
        // The composite licence's authority need not be the component's: what is not public stays with the latter.
        LicenceField? field = type.FieldsOf(FieldMeaning.ItemsOfBusiness).FirstOrDefault(known => known.Sensitivity is Sensitivity.Public);
        LicenceDocument? face = field is null ? null : LicenceContents.TryOpen(rows, vault, licence)?.Document;
        return face?[FaceNames.ExtensionPrefix + field!.Key];
    }
}
