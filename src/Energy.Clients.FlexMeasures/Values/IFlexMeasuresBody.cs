namespace Energy.Clients.FlexMeasures;

/// <summary>What is sent as a JSON object, once it has been checked.</summary>
internal interface IFlexMeasuresBody
{
    void Check()
    {
    }

    void WriteTo(Utf8JsonWriter json);
}
