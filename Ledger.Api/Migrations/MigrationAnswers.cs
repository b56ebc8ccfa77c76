using Ledger.Node;
using Ledger.Node.Migrations;

namespace Ledger.Api.Migrations;

/// <summary>Writes what departments get back about migrations.</summary>
internal static class MigrationAnswers
{
    /// <summary>A dry run, or a run.</summary>
    public static MigrationReportResponse Of(MigrationReport report) => new(
        report.Licences.Count,
        report.Fit,
        report.Lost,
        report.Dropped,
        report.Invented,
        report.Refused,
        report.NeverAccounted,
        [.. report.Licences.Select(Of)],
        report.Cursor);

    private static MigratedLicenceContract Of(MigratedLicence licence) => new(
        licence.Identifier,
        licence.Lost,
        licence.Dropped,
        licence.Invented,
        [.. licence.Refusals.Select(refusal => new MigrationRefusalContract(refusal.Field, refusal.Error.Code(), refusal.Chinese, refusal.English))],
        licence.Issued?.Licence.Identifier.ToString(),
        licence.Issued?.Receipt.Index);
}
