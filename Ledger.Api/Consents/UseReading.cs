using Ledger.Api.Problems;
using Ledger.Api.Security;
using Ledger.Crypto.Verification;
using Ledger.Node;
using Ledger.Node.Consents;
using Ledger.Node.Licences;

namespace Ledger.Api.Consents;

/// <summary>Reads what departments' systems send to use something.</summary>
internal static class UseReading
{
    private const int LongestThing = 160;
    private const int LongestFieldName = 64;

    /// <summary>A use of a licence, or of a material: one of both is asked for.</summary>
    /// <exception cref="LedgerException">The body has another form.</exception>
    public static (UseRequest? Licence, MaterialUseRequest? Material) Read(RequestBody body, AuditTrail trail)
    {
        (string? licence, string? material) = (body.OptionalText("licence", LongestThing), body.OptionalText("material", LongestThing));
        if (licence is null == material is null)
        {
            throw new LedgerException(
                LedgerError.MissingField, "licence 与 material 应写且只写一个。", "One of licence and material is sent.", licence is null ? "/licence" : "/material");
        }

        HolderCode? holder = body.OptionalObject("holder") is RequestBody of ? HolderCodeContract.Read(of) : null;
        IReadOnlyList<string>? fields = body.Has("fields") ? body.TextList("fields", LicenceDocument.MaximumFields, LongestFieldName) : null;
        UsePurpose purpose = new(
            body.Text("orgName", 2 * ConsentLimits.TextLength),
            body.Text("operator", Decision.LongestOperator),
            body.Text("itemName", 2 * ConsentLimits.TextLength),
            body.Text("itemCode", ConsentLimits.TextLength),
            body.Text("businessCode", 2 * ConsentLimits.TextLength),
            body.Text("use", 2 * ConsentLimits.UseLength));
        BasisClaim claim = body.OptionalObject("basis") is RequestBody basis ? ReadBasis(basis) : new BasisClaim(UseBasis.Unspecified);
        Trail(trail, purpose, holder);
        if (material is not null)
        {
            MaterialUseRequest request = new(holder, material, fields, purpose, claim);
            if (request.Identifier is not null)
            {
                trail.ConcernsMaterial(material);
            }

            return (null, request);
        }

        UseRequest asked = new(holder, licence!, fields, purpose, claim);
        if (asked.Identifier is LicenceIdentifier identifier)
        {
            trail.ConcernsLicence(identifier.ToString());
        }

        return (asked, null);
    }

    private static BasisClaim ReadBasis(RequestBody body)
    {
        UseBasis kind = body.Text("kind", 16) switch
        {
            "consent" => UseBasis.Consent,
            "inspection" => UseBasis.Inspection,
            "duty" => UseBasis.Duty,
            "assistance" => UseBasis.Assistance,
            _ => UseBasis.Unspecified,
        };
        BasisClaim claim = new(
            kind,
            body.OptionalText("consent", ConsentName.Length) ?? "",
            body.OptionalText("number", 2 * ConsentLimits.NumberLength) ?? "",
            body.OptionalText("registeredBy", 18) ?? "");
        body.End();
        return claim;
    }

    // Before anything is looked for, so that it stands there for refusals too.
    private static void Trail(AuditTrail trail, UsePurpose purpose, HolderCode? holder)
    {
        trail.Person = purpose.Operator;
        trail.IsFor(purpose.ItemCode, purpose.CaseNumber, purpose.Organisation, purpose.Use);
        if (holder is not null)
        {
            trail.ConcernsHolder(holder.Code);
        }
    }
}
